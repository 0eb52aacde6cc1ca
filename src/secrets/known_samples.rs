//! Credentials that documents publish as samples: everybody has them, so none is a secret.

use super::json_web_token::is_sample_token;

/// The first eight bytes of the BLAKE3 hashes of published samples, as big-endian numbers: so that no file has one in clear.
const SAMPLES: &[u64] = &[
    // Azure Storage emulator (Azurite), account key.
    0xe832_2be1_fa3e_0aa3,
    // Azure Cosmos DB emulator, account key.
    0xd410_8a2a_2f94_4066,
    // Stripe, API keys, test mode key of the documentation.
    0x286e_3a91_f00e_bdbe,
    // Stripe, API keys, test mode key of the documentation.
    0x864b_ab38_fcb7_b648,
    // Google, reCAPTCHA FAQ, secret key for automated tests.
    0xd24f_0cb8_f811_f50d,
    // GitHub Docs, authorizing OAuth apps, access token.
    0xc67b_d2eb_8487_0be2,
    // GitHub Docs, authorizing OAuth apps, access token.
    0xe4ec_b7b2_1018_ba51,
    // GitHub Docs, refreshing user access tokens.
    0x354a_d9cb_2935_72d2,
    // GitHub Docs, installation access token.
    0xbdb5_7a22_e2eb_1f0a,
    // GitHub Docs, refreshing user access tokens.
    0x63f0_5518_59e6_abab,
    // GitHub Docs, former form of an access token.
    0x89f8_1d2c_ef49_be11,
    // Slack, API documentation, bot token.
    0xb2d9_ac2c_4e8f_dd64,
    // Mailgun, API reference, private key.
    0x0345_f400_8aa9_3bf9,
    // RFC 7617, 2, credentials of Aladdin.
    0xfb45_97af_0a4a_8945,
    // RFC 6749, 2.3.1, client credentials.
    0xa512_326e_817f_a61f,
    // RFC 6749, 2.3.1, client secret.
    0x1e26_71df_4a43_21de,
    // RFC 6749, 5.1, access token.
    0xbc7e_719b_8e24_b8d3,
    // RFC 6749, 5.1, refresh token.
    0xdd9e_d349_2872_1097,
    // RFC 7636, Appendix B, code verifier.
    0x66e6_c1e3_25b7_6e47,
    // OpenID Connect Core 1.0, 3.1.3.3, access token.
    0xd996_a14c_1ebb_e2f0,
    // RFC 4226, Appendix D and RFC 6238, secret in base 32.
    0x0a21_5a14_d241_84b4,
];

/// Returns whether `value` is a credential that a document publishes.
pub(super) fn is_known_sample(value: &[u8]) -> bool {
    let hash = blake3::hash(value);
    let start = hash.as_bytes().first_chunk().map(|start| u64::from_be_bytes(*start));
    start.is_some_and(|start| SAMPLES.contains(&start)) || is_sample_token(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_samples_are_known_and_one_that_differs_is_none() {
        let samples = [
            ["sk_test_4eC39HqL", "yjWDarjtT1zdp7dc"],
            ["QWxhZGRpbjpv", "cGVuIHNlc2FtZQ=="],
            ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1", "OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="],
        ];
        for sample in samples {
            let sample = sample.concat();
            assert!(is_known_sample(sample.as_bytes()));
            assert!(!is_known_sample(format!("{sample}x").as_bytes()));
        }
    }
}
