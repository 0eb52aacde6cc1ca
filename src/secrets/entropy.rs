//! How random a value looks.

use super::letters::word_likelihood;

/// Returns the Shannon entropy of `bytes` in hundredths of a bit per byte, from 0 to 800.
pub(super) fn entropy(bytes: &[u8]) -> u16 {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    let total = f64::from(u32::try_from(bytes.len()).unwrap_or(u32::MAX)).max(1.0);
    let bits: f64 = counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| {
            let share = f64::from(*count) / total;
            -share * share.log2()
        })
        .sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 8 bits")]
    let hundredths = (bits * 100.0).round() as u16;
    hundredths
}

/// Returns whether `bytes` mixes letters with digits, or cases where digits are few, and is not made of words.
pub(super) fn is_random(bytes: &[u8]) -> bool {
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let has_letters = bytes.iter().any(u8::is_ascii_alphabetic);
    let is_mixed = bytes.iter().any(u8::is_ascii_lowercase) && bytes.iter().any(u8::is_ascii_uppercase);
    has_letters && (digits >= 2 || is_mixed) && !is_wordy(bytes)
}

/// Returns whether `bytes` is made of words or names rather than random characters.
pub(super) fn is_wordy(bytes: &[u8]) -> bool {
    // Long names may have an odd part; of random values of 20 characters, 3 in 1,000 are as likely as that to be words.
    let least = if bytes.len() >= 20 { -i32::try_from(bytes.len() / 3).unwrap_or(i32::MAX) } else { 0 };
    word_likelihood(bytes) > least
}

/// Counts the classes of characters in `bytes`: lower case, upper case, digits, the rest.
pub(super) fn classes(bytes: &[u8]) -> usize {
    let has = |is: fn(&u8) -> bool| usize::from(bytes.iter().any(is));
    has(u8::is_ascii_lowercase)
        + has(u8::is_ascii_uppercase)
        + has(u8::is_ascii_digit)
        + has(|byte| !byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entropy_of_known_values() {
        assert_eq!([entropy(b""), entropy(b"aaaa"), entropy(b"abab"), entropy(b"abcdefgh")], [0, 0, 100, 300]);
    }

    #[test]
    fn words_are_not_random() {
        assert!(!is_random(b"my-service-account-in-production-01"));
        assert!(!is_random(b"ProductManager2026Handbook42"));
        assert!(is_random(b"k3Jd81mQzX0aPv7Rt2Lw"));
    }
}
