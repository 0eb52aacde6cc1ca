//! Passwords made of the words that examples use: `admin_password`, `mys3cr3t`, `Test@123`.

/// The words, in lower case.
const WORDS: &[&str] = &[
    "a",
    "abc",
    "access",
    "account",
    "admin",
    "administrator",
    "alice",
    "all",
    "an",
    "and",
    "ansible",
    "any",
    "api",
    "app",
    "asdf",
    "auth",
    "bad",
    "bar",
    "basic",
    "baz",
    "bob",
    "bot",
    "cert",
    "change",
    "changeit",
    "changeme",
    "client",
    "cluster",
    "code",
    "complex",
    "cool",
    "correct",
    "current",
    "database",
    "db",
    "default",
    "demo",
    "dev",
    "django",
    "docker",
    "dummy",
    "elastic",
    "empty",
    "eos",
    "es",
    "example",
    "fake",
    "first",
    "foo",
    "foobared",
    "for",
    "gitlab",
    "good",
    "grafana",
    "guess",
    "guest",
    "harbor",
    "hard",
    "hello",
    "here",
    "hidden",
    "host",
    "hunter",
    "in",
    "initial",
    "input",
    "invalid",
    "ios",
    "is",
    "it",
    "jenkins",
    "joe",
    "john",
    "join",
    "kafka",
    "keep",
    "key",
    "keycloak",
    "keyfile",
    "keystore",
    "kibana",
    "ldap",
    "leak",
    "leaked",
    "letmein",
    "local",
    "localhost",
    "login",
    "long",
    "mail",
    "maria",
    "mariadb",
    "master",
    "me",
    "minio",
    "mock",
    "mongo",
    "mongodb",
    "my",
    "mypass",
    "mysql",
    "new",
    "nextcloud",
    "no",
    "not",
    "odoo",
    "of",
    "old",
    "one",
    "open",
    "opensearch",
    "or",
    "oracle",
    "our",
    "own",
    "pass",
    "passcode",
    "passphrase",
    "passw",
    "passwd",
    "password",
    "passwords",
    "passwort",
    "passwrd",
    "pg",
    "placeholder",
    "plain",
    "plaintext",
    "please",
    "postgres",
    "postgresql",
    "private",
    "prod",
    "production",
    "public",
    "pw",
    "pwd",
    "qwerty",
    "rabbit",
    "rabbitmq",
    "random",
    "real",
    "redis",
    "registry",
    "repl",
    "replication",
    "reset",
    "right",
    "root",
    "rpc",
    "safe",
    "salt",
    "sample",
    "secret",
    "secrets",
    "secure",
    "security",
    "server",
    "service",
    "set",
    "shared",
    "should",
    "simple",
    "smtp",
    "some",
    "something",
    "sonar",
    "sql",
    "ssh",
    "staging",
    "store",
    "string",
    "strong",
    "super",
    "temp",
    "temporary",
    "test",
    "tester",
    "testing",
    "text",
    "that",
    "the",
    "this",
    "to",
    "token",
    "top",
    "truststore",
    "type",
    "un",
    "user",
    "username",
    "vagrant",
    "valid",
    "value",
    "var",
    "very",
    "vyos",
    "weak",
    "web",
    "webapp",
    "with",
    "wordpress",
    "wrong",
    "yes",
    "you",
    "your",
    "zabbix",
];

/// How a value is made of the words of examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dummy {
    /// Of words alone: `admin_password`.
    Words,
    /// Of words with digits in a row, or with digits and marks for letters: `mys3cr3t`, `Test@123`.
    Decorated,
}

/// Returns how `value` is made of words of examples; `None` if it has anything else, such as a year.
pub(super) fn dummy(value: &[u8]) -> Option<Dummy> {
    if value.len() > 64 || !value.iter().any(u8::is_ascii_alphabetic) {
        return None;
    }
    let mut reached = vec![false; value.len() + 1];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    for at in 0..value.len() {
        if !reached.get(at).is_some_and(|is| *is) {
            continue;
        }
        let rest = value.get(at..).unwrap_or_default();
        for length in steps(rest) {
            if let Some(end) = reached.get_mut(at + length) {
                *end = true;
            }
        }
    }
    let is_made_of_words = reached.last().is_some_and(|is| *is);
    let is_plain = value.iter().all(|byte| byte.is_ascii_alphabetic() || b"_-. ".contains(byte));
    is_made_of_words.then_some(if is_plain { Dummy::Words } else { Dummy::Decorated })
}

/// Returns how many bytes of `rest` each next part has: a word, a mark, or digits in a row.
fn steps(rest: &[u8]) -> impl Iterator<Item = usize> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = rest.get(..digits).filter(|number| is_in_row(number)).map(<[u8]>::len);
    let mark = rest.first().filter(|byte| byte.is_ascii_punctuation()).map(|_| 1);
    let words = WORDS.iter().filter(|word| begins_with(rest, word.as_bytes())).map(|word| word.len());
    words.chain(number).chain(mark)
}

/// Returns whether `digits` are one or two, or count up or down, or repeat one: `7`, `123`, `4321`, `000`.
fn is_in_row(digits: &[u8]) -> bool {
    let steps = |by: i16| {
        digits.iter().zip(digits.iter().skip(1)).all(|(one, other)| i16::from(*other) - i16::from(*one) == by)
    };
    (1..=10).contains(&digits.len()) && (digits.len() <= 2 || [1, -1, 0].into_iter().any(steps))
}

/// Returns whether `text` begins with `word`, with digits and marks in place of letters that look like them.
fn begins_with(text: &[u8], word: &[u8]) -> bool {
    text.len() >= word.len()
        && text.iter().zip(word).all(|(one, letter)| one.eq_ignore_ascii_case(letter) || looks_like(*one, *letter))
}

fn looks_like(mark: u8, letter: u8) -> bool {
    let marks: &[u8] = match letter {
        b'a' => b"4@",
        b'e' => b"3",
        b'i' | b'l' => b"1!|",
        b'o' => b"0",
        b's' => b"5$",
        b't' => b"7+",
        _ => b"",
    };
    marks.contains(&mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_examples_with_and_without_decoration() {
        for value in
            ["admin_password", "mysecretpw", "SuperSecretPassword", "a-secret-password", "rpcpassword", "foobared"]
        {
            assert_eq!(dummy(value.as_bytes()), Some(Dummy::Words), "{value}");
        }
        for value in [
            "Test@123",
            "mys3cr3t",
            "P@$$w0rd",
            "newpassword789",
            "FooBarFooBar4".trim_end_matches('4'),
            "pass4321",
            "YourStrong!Passw0rd",
        ] {
            let expected =
                if value.bytes().all(|byte| byte.is_ascii_alphabetic()) { Dummy::Words } else { Dummy::Decorated };
            assert_eq!(dummy(value.as_bytes()), Some(expected), "{value}");
        }
        for value in ["Demo2026!", "hawaii50", "Wint3r!Garden", "tr0ub4dor&3", "k3Jd81mQ", "", "1234", "password8471"] {
            assert_eq!(dummy(value.as_bytes()), None, "{value}");
        }
    }

    #[test]
    fn digits_in_a_row_and_the_longest_value() {
        let is = |digits: &str| is_in_row(digits.as_bytes());
        assert_eq!(["7", "42", "123", "321", "000"].map(is), [true; 5]);
        assert_eq!(["", "124", "2026", "01234567890"].map(is), [false; 4]);
        assert_eq!([64, 68].map(|length| dummy("pass".repeat(length / 4).as_bytes()).is_some()), [true, false]);
    }
}
