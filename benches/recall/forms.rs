//! How people write a credential down: in configuration, code, commands, requests, tables and prose.

use super::credentials::Credential;

/// A way of writing a credential.
pub(crate) struct Form {
    /// Its name in the table.
    pub(crate) name: &'static str,
    /// Whether it was left out while the patterns were written, and is measured to see what they do for the unseen.
    pub(crate) is_kept_aside: bool,
    /// The text, with `{value}` and the spellings of the name; see [`written`].
    template: &'static str,
}

const fn known(name: &'static str, template: &'static str) -> Form {
    Form { name, is_kept_aside: false, template }
}

const fn aside(name: &'static str, template: &'static str) -> Form {
    Form { name, is_kept_aside: true, template }
}

/// Every form of a credential that a vendor issues: `{stem}` is the vendor, `{word}` what it calls the value.
pub(crate) static FORMS: &[Form] = &[
    known("env", "# service\nHOST=app.example\n{SNAKE}={value}\nDEBUG=0\n"),
    known("export", "export {SNAKE}=\"{value}\"\n"),
    aside("dockerfile", "FROM alpine\nENV {SNAKE} {value}\nRUN true\n"),
    known("yaml", "{stem}:\n  enabled: true\n  {word_snake}: {value}\n"),
    known("yaml list", "env:\n  - name: {SNAKE}\n    value: \"{value}\"\n"),
    aside("yaml one line", "config: { {camel}: '{value}', retries: 3 }\n"),
    known("json", "{\n  \"retries\": 3,\n  \"{camel}\": \"{value}\"\n}\n"),
    known("json escaped", "{\"body\": \"{\\\"{snake}\\\":\\\"{value}\\\"}\"}\n"),
    aside("json pair", "[{\"name\":\"{SNAKE}\",\"value\":\"{value}\"}]\n"),
    known("xml element", "<config>\n  <{camel}>{value}</{camel}>\n</config>\n"),
    known("xml attribute", "<appSettings>\n  <add key=\"{Pascal}\" value=\"{value}\" />\n</appSettings>\n"),
    known("table", "| setting | value |\n|---|---|\n| {Title} | `{value}` |\n"),
    aside("table of services", "| service | owner | key |\n|---|---|---|\n| {Name} | ops | {value} |\n"),
    known("prose", "For the demo, the {Title} is {value}. Do not share it.\n"),
    aside("prose, value first", "Use {value} as the {Title} of the demo account.\n"),
    known("header", "curl -s -H 'X-{Pascal}: {value}' https://api.{stem}.com/v1/me\n"),
    known("bearer", "GET /v1/items HTTP/1.1\nHost: api.{stem}.com\nAuthorization: Bearer {value}\n"),
    aside("token scheme", "curl https://api.{stem}.com/v2/users -H \"Authorization: Token {value}\"\n"),
    known("basic user", "curl https://api.{stem}.com/v1/list -u \"{value}:\"\n"),
    known("python", "import os\n{SNAKE} = \"{value}\"\n"),
    aside("python client", "client = {Name}Client(\"{value}\", timeout=10)\n"),
    known("javascript", "const config = { url: base, {camel}: '{value}' };\n"),
    aside("javascript call", "{stem}.init('{value}');\n"),
    known("java", "private static final String {SNAKE} = \"{value}\";\n"),
    known("ruby", "{Name}.configure do |config|\n  config.{word_snake} = '{value}'\nend\n"),
    aside("ruby hash", "{Name}.new(:{word_snake} => '{value}')\n"),
    known("go", "{camel} := \"{value}\"\n"),
    known("c sharp", "public const string {Pascal} = \"{value}\";\n"),
    aside("php", "define('{SNAKE}', '{value}');\n"),
    known("terraform", "provider \"{stem}\" {\n  {word_snake} = \"{value}\"\n}\n"),
    known("url", "https://api.{stem}.com/v1/items?{word_snake}={value}&limit=5\n"),
    aside("url, short", "fetch(`https://{stem}.com/api/latest?key={value}`)\n"),
    known("properties", "{stem}.{word.dotted}={value}\n"),
    aside("ini", "[{stem}]\n{word_snake} = {value}\n"),
    known("powershell", "$env:{SNAKE} = \"{value}\"\n"),
    aside("setx", "setx {SNAKE} {value}\n"),
    known("option", "{stem} login --{word-kebab} {value}\n"),
    known("log", "2026-03-02T10:11:12Z DEBUG [{stem}] request with {word} {value} took 12 ms\n"),
    known("blank", "{Title} {value}\n"),
    aside("dash", "- {Title} - {value}\n"),
    known("name only", "{stem}: {value}\n"),
    known("tab", "{Title}\t{value}\tops\n"),
    aside("csv", "{Name},{value},2026-03-02\n"),
    known("argument", "connect(\"{stem}\", \"{value}\")\n"),
    known("next line", "### {Title}\n\n{value}\n"),
];

/// Every form of a text that is a credential as a whole: an address, a command, a file.
pub(crate) static PLACES: &[Form] = &[
    known("alone", "{value}\n"),
    known("prose", "Run this first: {value}\n"),
    aside("fence", "```text\n{value}\n```\n"),
    known("item", "- {value}\n"),
    aside("comment", "<!--\n{value}\n-->\n"),
    known("after text", "# Setup\n\nWe use the following.\n\n{value}\n\nThen go on.\n"),
];

impl Form {
    /// Writes `value` in this form, named after `credential`.
    pub(crate) fn written(&self, credential: &Credential, value: &str) -> String {
        let (stem, words) = (credential.stem, credential.words);
        let name = title(stem);
        let snake = format!("{stem} {words}").replace([' ', '-'], "_").to_lowercase();
        let pascal: String = format!("{stem} {words}").split(' ').map(title).collect();
        let camel = format!("{}{}", stem.replace('-', "_"), words.split(' ').map(title).collect::<String>());
        let spellings = [
            ("{SNAKE}", snake.to_uppercase()),
            ("{snake}", snake),
            ("{camel}", camel),
            ("{Pascal}", pascal),
            ("{Title}", format!("{name} {words}")),
            ("{Name}", name),
            ("{stem}", stem.to_owned()),
            ("{word_snake}", words.replace(' ', "_")),
            ("{word-kebab}", words.replace(' ', "-")),
            ("{word.dotted}", words.replace(' ', ".")),
            ("{word}", words.to_owned()),
            ("{value}", value.to_owned()),
        ];
        let write = |text: String, (name, spelling): &(&str, String)| text.replace(name, spelling);
        spellings.iter().fold(self.template.to_owned(), write)
    }
}

/// Returns `word` with a capital letter in front.
fn title(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
