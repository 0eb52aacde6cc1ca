//! Payments, banking and shops.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "stripe-key",
        name: "Stripe API key",
        revoke: "in the Dashboard, Developers, API keys",
        document: "https://docs.stripe.com/keys",
        keywords: &["sk_live_", "sk_test_", "rk_live_", "rk_test_", "sk_prod_"],
        shape: Shape::Token("[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,247}"),
        entropy: 330,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "stripe-webhook-secret",
        name: "Stripe webhook secret",
        revoke: "in the Dashboard, Developers, Webhooks",
        document: "https://docs.stripe.com/webhooks#verify-events",
        keywords: &["whsec_"],
        shape: Shape::Token("whsec_[A-Za-z0-9+/=]{32,64}"),
        entropy: 350,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "square-token",
        name: "Square access token",
        revoke: "in the Developer Console, Credentials",
        document: "https://developer.squareup.com/docs/build-basics/access-tokens",
        keywords: &["EAAA", "sq0atp-", "sq0csp-", "sq0idp-"],
        shape: Shape::Token(r"(?:EAAA[A-Za-z0-9+_=\-]{60}|sq0atp-[A-Za-z0-9_\-]{22}|sq0csp-[A-Za-z0-9_\-]{43})"),
        entropy: 350,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "braintree-token",
        name: "Braintree access token",
        revoke: "in the PayPal developer dashboard",
        document: "https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens",
        keywords: &["access_token$"],
        shape: Shape::Token(r"access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "paypal-secret",
        name: "PayPal client secret",
        revoke: "in the developer dashboard, Apps and Credentials",
        document: "https://developer.paypal.com/api/rest/authentication/",
        keywords: &["paypal"],
        shape: Shape::Labelled(r"E[A-Za-z0-9_\-]{79}"),
        entropy: 420,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "adyen-key",
        name: "Adyen API key",
        revoke: "in the Customer Area, Developers, API credentials",
        document: "https://docs.adyen.com/development-resources/api-credentials/",
        keywords: &["AQE"],
        shape: Shape::Token(r"AQE[a-z][a-z0-9]{2,6}[A-Za-z0-9+/*=:%{}&(),.!?$@~^\[\]<>|;#_\-]{60,240}"),
        checks: &[Check::Random],
        entropy: 420,
    },
    CredentialKind {
        id: "plaid-token",
        name: "Plaid access token",
        revoke: "with /item/remove",
        document: "https://plaid.com/docs/api/items/",
        keywords: &["access-sandbox-", "access-development-", "access-production-"],
        shape: Shape::Token(
            "access-(?:sandbox|development|production)-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
        ),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "razorpay-key",
        name: "Razorpay key id",
        revoke: "in the Dashboard, API keys",
        document: "https://razorpay.com/docs/api/authentication/",
        keywords: &["rzp_live_", "rzp_test_"],
        shape: Shape::Token("rzp_(?:live|test)_[A-Za-z0-9]{14}"),
        entropy: 290,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "shopify-token",
        name: "Shopify access token",
        revoke: "in the admin, Apps, API credentials",
        document: "https://shopify.dev/docs/apps/build/authentication-authorization",
        keywords: &["shpat_", "shpca_", "shppa_", "shpss_", "shptka_", "shpua_"],
        shape: Shape::Token("shp(?:at|ca|pa|ss|tka|ua)_[0-9a-fA-F]{32}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "flutterwave-key",
        name: "Flutterwave key",
        revoke: "in the dashboard, Settings, API keys",
        document: "https://developer.flutterwave.com/docs/authentication",
        keywords: &["FLWSECK-", "FLWSECK_TEST-"],
        shape: Shape::Token("FLWSECK(?:_TEST)?-[0-9a-zA-Z]{12,40}(?:-X)?"),
        entropy: 280,
        ..CredentialKind::TOKEN
    },
];
