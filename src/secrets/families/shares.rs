//! Addresses that open what they name to everybody who has them.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// Returns the family of the links that match `pattern` after one of `keywords`.
const fn link(keywords: &'static [&'static str], pattern: &'static str, document: &'static str) -> CredentialKind {
    CredentialKind {
        id: "share-link",
        name: "key of a share link",
        revoke: "by ending the sharing of that file",
        document,
        keywords,
        shape: Shape::Phrase(pattern),
        checks: &[Check::Random],
        entropy: 270,
    }
}

/// The families of this area.
#[rustfmt::skip]
pub(super) static FAMILIES: &[CredentialKind] = &[
    link(&["dropbox.com/s/", "dropbox.com/sh/"], r"([a-z0-9]{15})(?:[/?#]|\b)", "https://help.dropbox.com/share/create-and-share-link"),
    link(&["dropbox.com/scl/"], r#"f[io]/[^\s"'<>]{10,300}?[?&;]rlkey=([a-z0-9]{20,30})"#, "https://help.dropbox.com/share/create-and-share-link"),
    link(&["sharepoint.com/:"], r"[a-z]:/[a-z]/[A-Za-z0-9_%\-./]{0,120}?/(E[A-Za-z0-9_\-]{40,60})", "https://support.microsoft.com/office/share-sharepoint-files-or-folders-1fe37332-0f9a-4719-970e-d2578da4941c"),
    link(&["1drv.ms/"], r"[a-z]/(?:s!|c/[0-9a-f]{16}/)([A-Za-z0-9_\-]{20,70})", "https://support.microsoft.com/office/share-onedrive-files-and-folders-9fcc2f7d-de0c-4cec-93b0-a82024800c07"),
    link(&["onedrive.live.com/"], r#"[^\s"'<>]{0,200}?[?&;]authkey=((?:!|%21)?[A-Za-z0-9_\-]{14,40})"#, "https://support.microsoft.com/office/share-onedrive-files-and-folders-9fcc2f7d-de0c-4cec-93b0-a82024800c07"),
    link(&["box.com/s/", "box.com/shared/static/"], r"([a-z0-9]{32})(?:[^A-Za-z0-9]|\z)", "https://support.box.com/hc/en-us/articles/360043697554"),
    link(&["wetransfer.com/downloads/"], r"([0-9a-f]{40,48}(?:/[0-9a-f]{40,90})?/[0-9a-f]{6})", "https://help.wetransfer.com/"),
    link(&["mega.nz/", "mega.co.nz/"], r"(?:file|folder)/[A-Za-z0-9_\-]{8}#([A-Za-z0-9_\-]{22,43})", "https://help.mega.io/files-folders/sharing/link"),
    CredentialKind {
        id: "cloudfront-signed-url",
        name: "signature of a CloudFront signed address",
        revoke: "by deleting the key pair that signed it",
        ..link(&["Signature="], r"([A-Za-z0-9~_\-]{300,700})&(?:amp;)?Key-Pair-Id=", "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html")
    },
    CredentialKind {
        id: "meeting-link",
        name: "passcode of a meeting link",
        revoke: "by changing the passcode of the meeting",
        ..link(&["zoom.us/j/", "zoom.us/my/", "zoom.us/w/"], r"[A-Za-z0-9.]{5,40}\?(?:[a-z]{2,8}=[^&\s]{1,60}&)?pwd[=]([A-Za-z0-9]{28,40}(?:\.1)?)", "https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0063279")
    },
    CredentialKind {
        id: "teams-webhook",
        name: "address of a Teams or Power Automate workflow",
        revoke: "by regenerating the access key of the workflow",
        ..link(&[".logic.azure.com", ".powerplatform.com"], r#"(?::443)?/[^\s"'<>]{10,400}?[?&;]sig=([A-Za-z0-9_\-%]{40,60})"#, "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app")
    },
];
