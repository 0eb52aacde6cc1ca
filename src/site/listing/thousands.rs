//! Numbers as people read them.

/// Writes `number` with a comma between its thousands: `5,000`.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_set_apart() {
        let written = [0, 7, 100, 999, 1_000, 12_345, 999_999, 1_000_000].map(thousands);
        assert_eq!(written, ["0", "7", "100", "999", "1,000", "12,345", "999,999", "1,000,000"]);
    }
}
