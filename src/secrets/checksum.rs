//! Checksums that vendors put into their tokens.

/// The digits of base 62 in the order that GitHub and npm use.
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Returns whether the last six characters of `random` are the CRC-32 of those before, in base 62 with zeros in front,
/// as GitHub describes for its tokens ("Behind GitHub's new authentication token formats", 2021-04-05). npm took over
/// the format (2021-09-23).
pub(super) fn has_base62_crc(random: &[u8]) -> bool {
    let Some((payload, sum)) = random.len().checked_sub(6).and_then(|at| random.split_at_checked(at)) else {
        return false;
    };
    base62(crc32(payload)) == sum
}

/// Returns the CRC-32 of `bytes` (ISO 3309, reflected, polynomial `0xEDB88320`).
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

fn base62(mut number: u32) -> [u8; 6] {
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62.get((number % 62) as usize).copied().unwrap_or(b'0');
        number /= 62;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crc_of_the_published_check_value() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_sum_fits_only_its_payload() {
        let payload = b"k3Jd81mQzX0aPv7Rt2LwYb5NcH9sGe".as_slice();
        let token = [payload, &base62(crc32(payload))].concat();
        assert!(has_base62_crc(&token));
        let mut wrong = token;
        wrong.swap(3, 4);
        assert!(!has_base62_crc(&wrong) && !has_base62_crc(b"short"));
    }
}
