//! The languages that nine tenths of all blocks are written in, as tables for the scanner.
//!
//! The words are those of each language's own specification: YAML 1.2, RFC 8259 (JSON), TOML 1.0, POSIX.1-2017 and the
//! Bash manual, the HCL native syntax, the Dockerfile reference, ECMAScript 2024 with TypeScript's additions, Python
//! 3.13's lexical analysis, ISO SQL:2016's common words, Go 1.23, Java 21, C# 12.

/// What the scanner needs to know about a language.
#[derive(Debug)]
pub(super) struct Language {
    /// What fences call it.
    names: &'static [&'static str],
    /// What begins a comment that ends with the line.
    pub(super) line_comments: &'static [&'static str],
    /// What begins and ends a comment of many lines.
    pub(super) block_comment: Option<(&'static str, &'static str)>,
    /// The strings, longest opening first.
    pub(super) strings: &'static [Quote],
    /// Words of the language.
    pub(super) keywords: &'static [&'static str],
    /// Words that are values.
    pub(super) constants: &'static [&'static str],
    /// Characters of words beyond letters, digits and `_`.
    pub(super) in_words: &'static str,
    /// What has meaning by its place.
    pub(super) shape: Shape,
    /// Whether words are the same in any case.
    pub(super) folds_case: bool,
}

/// How a string is written.
#[derive(Debug)]
pub(super) struct Quote {
    /// What begins and ends it.
    pub(super) mark: &'static str,
    /// Whether a backslash takes the next character with it.
    pub(super) escapes: bool,
    /// Whether it may hold line ends.
    pub(super) spans_lines: bool,
}

/// What has meaning in a language by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Functions are names before a bracket, types begin with a capital.
    Program,
    /// Lines are `key: value`, and what is between marks is one value.
    Yaml,
    /// A string before a colon is a key.
    Json,
    /// A name before `=` is a key, and a line in brackets a heading.
    Assignments,
    /// The first word of a line or after a pipe is a command; `$name` is a variable.
    Shell,
    /// The first word of a line is an instruction; `$name` is a variable.
    Instructions,
}

const fn quote(mark: &'static str) -> Quote {
    Quote { mark, escapes: true, spans_lines: false }
}

const fn raw(mark: &'static str) -> Quote {
    Quote { mark, escapes: false, spans_lines: true }
}

const fn long(mark: &'static str) -> Quote {
    Quote { mark, escapes: true, spans_lines: true }
}

const PLAIN: Language = Language {
    names: &[],
    line_comments: &[],
    block_comment: None,
    strings: &[quote("\""), quote("'")],
    keywords: &[],
    constants: &["true", "false", "null"],
    in_words: "",
    shape: Shape::Program,
    folds_case: false,
};

const C_LIKE: Language = Language { line_comments: &["//"], block_comment: Some(("/*", "*/")), ..PLAIN };

#[rustfmt::skip]
const LANGUAGES: [Language; 13] = [
    Language {
        names: &["yaml", "yml"],
        line_comments: &["#"],
        constants: &["true", "false", "null", "~"],
        shape: Shape::Yaml,
        ..PLAIN
    },
    Language { names: &["json"], strings: &[quote("\"")], shape: Shape::Json, ..PLAIN },
    Language {
        names: &["toml"],
        line_comments: &["#"],
        strings: &[long("\"\"\""), raw("'''"), quote("\""), raw("'")],
        in_words: "-.",
        shape: Shape::Assignments,
        ..PLAIN
    },
    Language {
        names: &["terraform", "hcl", "tf"],
        line_comments: &["#", "//"],
        block_comment: Some(("/*", "*/")),
        strings: &[quote("\"")],
        keywords: &[
            "data", "dynamic", "for", "for_each", "if", "import", "in", "locals", "module", "moved", "output",
            "provider", "resource", "terraform", "variable",
        ],
        in_words: "-",
        shape: Shape::Assignments,
        ..PLAIN
    },
    Language {
        names: &["bash", "sh", "shell", "zsh"],
        line_comments: &["#"],
        strings: &[long("\""), raw("'"), long("`")],
        keywords: &[
            "case", "do", "done", "elif", "else", "esac", "export", "fi", "for", "function", "if", "in", "local",
            "readonly", "return", "select", "set", "then", "time", "trap", "unset", "until", "while",
        ],
        constants: &["true", "false"],
        in_words: "-./",
        shape: Shape::Shell,
        ..PLAIN
    },
    Language {
        names: &["dockerfile", "docker", "containerfile"],
        line_comments: &["#"],
        keywords: &["AS"],
        constants: &[],
        in_words: "-./:",
        shape: Shape::Instructions,
        ..PLAIN
    },
    Language {
        names: &["typescript", "ts", "tsx", "javascript", "js", "jsx", "mjs"],
        strings: &[quote("\""), quote("'"), long("`")],
        keywords: &[
            "abstract", "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "declare",
            "default", "delete", "do", "else", "enum", "export", "extends", "finally", "for", "from", "function",
            "get", "if", "implements", "import", "in", "instanceof", "interface", "keyof", "let", "namespace", "new",
            "of", "private", "protected", "public", "readonly", "return", "satisfies", "set", "static", "super",
            "switch", "this", "throw", "try", "type", "typeof", "var", "void", "while", "with", "yield",
        ],
        constants: &["true", "false", "null", "undefined", "NaN", "Infinity"],
        in_words: "$",
        ..C_LIKE
    },
    Language {
        names: &["python", "py"],
        line_comments: &["#"],
        strings: &[long("\"\"\""), long("'''"), quote("\""), quote("'")],
        keywords: &[
            "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif",
            "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match",
            "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
        ],
        constants: &["True", "False", "None"],
        ..PLAIN
    },
    Language {
        names: &["sql", "postgresql", "mysql"],
        line_comments: &["--"],
        block_comment: Some(("/*", "*/")),
        strings: &[Quote { mark: "'", escapes: false, spans_lines: true }, quote("\"")],
        keywords: &[
            "add", "all", "alter", "and", "as", "asc", "begin", "between", "by", "case", "check", "commit",
            "constraint", "create", "cross", "default", "delete", "desc", "distinct", "drop", "else", "end", "exists",
            "foreign", "from", "full", "grant", "group", "having", "if", "in", "index", "inner", "insert", "into",
            "is", "join", "key", "left", "like", "limit", "not", "offset", "on", "or", "order", "outer", "over",
            "partition", "primary", "references", "revoke", "right", "rollback", "select", "set", "table", "then",
            "to", "union", "unique", "update", "using", "values", "view", "when", "where", "with",
        ],
        folds_case: true,
        ..PLAIN
    },
    Language {
        names: &["go", "golang"],
        strings: &[quote("\""), quote("'"), raw("`")],
        keywords: &[
            "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func",
            "go", "goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct",
            "switch", "type", "var",
        ],
        constants: &["true", "false", "nil", "iota"],
        ..C_LIKE
    },
    Language {
        names: &["java", "kotlin"],
        keywords: &[
            "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "continue", "default",
            "do", "double", "else", "enum", "extends", "final", "finally", "float", "for", "fun", "if", "implements",
            "import", "instanceof", "int", "interface", "long", "new", "package", "private", "protected", "public",
            "record", "return", "sealed", "short", "static", "super", "switch", "synchronized", "this", "throw",
            "throws", "try", "val", "var", "void", "volatile", "when", "while", "yield",
        ],
        strings: &[long("\"\"\""), quote("\""), quote("'")],
        ..C_LIKE
    },
    Language {
        names: &["csharp", "cs", "c#"],
        keywords: &[
            "abstract", "as", "async", "await", "base", "bool", "break", "case", "catch", "class", "const",
            "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "finally", "for",
            "foreach", "get", "if", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new",
            "object", "out", "override", "params", "private", "protected", "public", "readonly", "record", "ref",
            "return", "sealed", "set", "static", "string", "struct", "switch", "this", "throw", "try", "using", "var",
            "virtual", "void", "while", "yield",
        ],
        ..C_LIKE
    },
    Language {
        names: &["ini", "properties", "conf"],
        line_comments: &["#", ";"],
        constants: &["true", "false", "yes", "no", "on", "off"],
        in_words: "-./",
        shape: Shape::Assignments,
        ..PLAIN
    },
];

/// Returns the table of the language that fences call `name`, where it has one.
pub(super) fn language(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}
