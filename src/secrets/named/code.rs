//! Values that are code: calls, names, patterns, addresses and dates.

use crate::secrets::found::Found;
use crate::secrets::letters::word_likelihood;

/// The functions of templates and shells that a value is piped to: `{{ password | b64enc }}`.
const FILTERS: &[&[u8]] = &[
    b"b64dec",
    b"b64enc",
    b"base64",
    b"bcrypt",
    b"md5",
    b"md5sum",
    b"nindent",
    b"quote",
    b"sha1",
    b"sha1sum",
    b"sha256",
    b"sha256sum",
    b"sha512",
    b"toJson",
];

/// Returns whether the value of `found` is code or a text rather than a value.
pub(super) fn is_code(found: &Found<'_>) -> bool {
    let value = found.value();
    is_call(found)
        || is_map_key(found)
        || is_public_key(value)
        || is_foreign_text(value)
        || is_email(value)
        || is_pattern(value)
        || is_place(value)
        || is_date(value)
        || is_path_of_names(value)
        || FILTERS.contains(&value)
}

/// Returns whether the value calls or indexes: `name(`, `list[0`, `map{`, `Type::name`, `->name`, or is followed by such a bracket.
fn is_call(found: &Found<'_>) -> bool {
    let value = found.value();
    let is_quoted = found.quote().is_some();
    let follows = found.after(2);
    let continues = matches!(follows, [b'(' | b'[' | b'{', ..] | b"::" | b"->");
    let opens = |brackets: &[u8]| value.iter().position(|byte| brackets.contains(byte)).filter(|at| *at > 0);
    let is_name = |at: usize| {
        let (name, rest) = value.split_at_checked(at).unwrap_or_default();
        let is_plain = name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_.$:]".contains(byte));
        let is_argument =
            matches!(rest.get(1), None | Some(b'$' | b'"' | b'\'' | b')' | b']' | b'&' | b'@' | b'*' | b'['));
        is_plain && (is_argument || name.contains(&b'.') || is_function(name))
    };
    let has_scope = value.windows(2).any(|pair| pair == b"::" || pair == b"->");
    let begins_as_code = match value {
        [b':' | b'&' | b']' | b'=', ..] => true,
        [b'!' | b'-', name @ ..] => name.iter().all(u8::is_ascii_alphabetic) || word_likelihood(name) >= 0,
        _ => false,
    };
    !is_quoted && (continues || has_scope || begins_as_code || opens(b"([{").is_some_and(is_name))
}

/// Returns whether `name` is that of a function rather than the beginning of a password: words, with digits only where it is long.
fn is_function(name: &[u8]) -> bool {
    let has_digit = name.iter().any(u8::is_ascii_digit);
    word_likelihood(name) >= 0 && (!has_digit || name.len() >= 16)
}

/// Returns whether the quoted value is the key of a map: `"value": …`.
fn is_map_key(found: &Found<'_>) -> bool {
    let Some(quote) = found.quote() else { return false };
    let [end, rest @ ..] = found.after(6) else { return false };
    let next = rest.iter().position(|byte| *byte != b' ').map(|at| rest.get(at..).unwrap_or_default());
    *end == quote && matches!(next, Some([b':', ..] | [b'=', b'>', ..]))
}

/// Returns whether `value` is a regular expression.
fn is_pattern(value: &[u8]) -> bool {
    let begins = value.starts_with(b"^") || value.starts_with(b"(?") || value.starts_with(b"?=");
    let has = |part: &[u8]| value.windows(part.len()).any(|window| window == part);
    begins || has(b"[A-Z") || has(b"[a-z") || has(b"[0-9") || has(b"\\d") || has(b"\\w") || has(b".*")
}

/// Returns whether `value` is an address or a name in a system: `host:8080`, `arn:…`, `urn:…`.
fn is_place(value: &[u8]) -> bool {
    let named = [b"arn:".as_slice(), b"urn:", b"orn:", b"spiffe:", b"refs/", b"repo:"]
        .iter()
        .any(|prefix| value.starts_with(prefix));
    let port = value.iter().rposition(|byte| *byte == b':').and_then(|at| value.split_at_checked(at));
    let is_host = |(host, port): (&[u8], &[u8])| {
        let is_port = (3..=6).contains(&port.len()) && port.iter().skip(1).all(u8::is_ascii_digit);
        is_port
            && (host == b"localhost" || host.contains(&b'.'))
            && host.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte))
    };
    named || port.is_some_and(is_host)
}

/// Returns whether `value` is a public key in DER and base 64: the beginnings of RFC 5280 `SubjectPublicKeyInfo` for RSA, elliptic
/// curves and Ed25519.
fn is_public_key(value: &[u8]) -> bool {
    let beginnings =
        [b"MIIBIjANBgkqh".as_slice(), b"MIGfMA0GCSqG", b"MIICIjANBgkqh", b"MFkwEwYHKoZIzj0", b"MCowBQYDK2Vw"];
    beginnings.iter().any(|beginning| value.starts_with(beginning))
}

/// Returns whether `value` is a text in another script: as it is, or as escapes of its characters.
fn is_foreign_text(value: &[u8]) -> bool {
    let escapes = value
        .windows(6)
        .filter(|window| matches!(window, [b'\\', b'u', digits @ ..] if digits.iter().all(u8::is_ascii_hexdigit)));
    let foreign = value.iter().filter(|byte| !byte.is_ascii()).count() + 6 * escapes.count();
    foreign * 3 > value.len()
}

/// Returns whether `value` is an address for mail.
fn is_email(value: &[u8]) -> bool {
    let Some(at) = value.iter().position(|byte| *byte == b'@') else { return false };
    let (name, domain) = value.split_at_checked(at).unwrap_or_default();
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"._+-@".contains(byte);
    let last = domain.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let domains: [&[u8]; 12] =
        [b"cn", b"com", b"de", b"edu", b"example", b"gov", b"io", b"local", b"net", b"org", b"test", b"uk"];
    !name.is_empty() && value.iter().all(is_plain) && domain.contains(&b'.') && domains.contains(&last)
}

/// Returns whether `value` begins with a date: `2026-11-21T08:00`.
fn is_date(value: &[u8]) -> bool {
    let form = value.get(..10).unwrap_or_default();
    form.len() == 10
        && form
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' || *byte == b'/' } else { byte.is_ascii_digit() })
}

/// Returns whether `value` is made of names with marks between: `creds.Password`, `5.days.ago`, `Get-Member`, `a/b/c`.
fn is_path_of_names(value: &[u8]) -> bool {
    let trimmed = value.strip_suffix(b"!").or_else(|| value.strip_suffix(b"?")).unwrap_or(value);
    let parts = || trimmed.split(|byte| b"._-/:".contains(byte));
    let is_number = |part: &[u8]| part.len() <= 2 && part.iter().all(u8::is_ascii_digit);
    let is_name =
        |part: &[u8]| part.iter().all(u8::is_ascii_alphabetic) && (part.len() <= 3 || word_likelihood(part) >= 0);
    let are_names = parts().all(|part| is_name(part) || is_number(part)) && !parts().all(is_number);
    parts().nth(1).is_some() && are_names && word_likelihood(trimmed) >= 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names are written short, so that no line of this file looks like a credential.
    fn checked(line: &str) -> bool {
        let line =
            &line.replace("P_W", "password").replace("P_w", "Password").replace("p_d", "pwd").replace("P_d", "Pwd");
        let start = line.find('«').unwrap();
        let end = line.find('»').unwrap() - '«'.len_utf8();
        let text = line.replace(['«', '»'], "");
        is_code(&Found { text: text.as_bytes(), whole: 0..end, secret: start..end })
    }

    #[test]
    fn code_is_told_from_values() {
        for line in [
            "P_W = «string»(hash)",
            "P_W := «make(map[string]bool»",
            "P_W = «components[1]»",
            "P_W = «get($value»)",
            "P_w«::min(8»)->max",
            "P_w: «creds.P_w»}",
            "within = «5.days.ago»",
            "'P_W': '«P_Ws.reset»'",
            "\"pass\", \"«d350af52-0351»\": \"x\"",
            "P_W: '«^.{8,32}$»'",
            "P_W: «2026-11-21T08:00:00Z»",
            "P_W: «arn:aws:secretsmanager:eu:1:secret:x»",
            "\"P_W\", \"«localhost:5001»\"",
            "| «b64enc»",
            "-PassThru | «Get-Member»",
            "showP_d = «!showP_d»",
            "p_d: '«eva@mail.acme.test»'",
            "emptyP_w=«\\u0160patn\\u00E9»",
            "P_W: \"«密码长度在8到128之间»\"",
        ] {
            assert!(checked(line), "{line}");
        }
        for line in [
            "P_W = '«suP3rsec(et!»'",
            "P_W: «suP3rsec(et!»",
            "P_W: \"«k3Jd81mQ»\",",
            "P_W = «xk29.Lqz81»",
            "P_W: «hawaii50»",
            "p_d: «tr0ub4dor&3»",
        ] {
            assert!(!checked(line), "{line}");
        }
    }
}
