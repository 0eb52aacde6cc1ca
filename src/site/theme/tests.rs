//! Tests of budgets: templates that would not end, or would take all memory.

use super::budget::{PAGE_BYTES, TEMPLATE_BYTES};
use super::compiled::Theme;
use super::fault::ThemeFault;
use std::collections::BTreeMap;

fn load(path: &str, text: &str) -> Result<Theme, ThemeFault> {
    Theme::load(&BTreeMap::from([(path.to_owned(), text.as_bytes().to_vec())]))
}

#[test]
fn a_template_without_end_ends_with_a_fault() {
    let render = |text: &str| {
        let fault = load("templates/own.html", text)
            .unwrap()
            .render("own.html", &BTreeMap::<String, String>::new())
            .unwrap_err();
        (fault.file, fault.message)
    };
    let wide = "x".repeat(4096);
    let grows = format!("{{% for n in range(end=9999) %}}{wide}{{% endfor %}}");
    assert_eq!(render(&grows), ("templates/own.html".to_owned(), format!("its page grows past {PAGE_BYTES} bytes")));
    let many = "the ranges of one page make more than 10000 elements";
    let ranges = [
        "{% for n in range(end=9000000000000000000) %}{% endfor %}",
        "{% for a in range(end=900) %}{% for b in range(end=900) %}{% endfor %}{% endfor %}",
        "{% filter upper %}{% for n in range(end=10001) %}text{% endfor %}{% endfilter %}",
    ];
    for text in ranges {
        let (file, message) = render(text);
        assert!(file == "templates/own.html" && message.contains(many), "{text}: {message}");
    }
    let theme =
        load("templates/own.html", "{% for n in range(start=2, end=9, step_by=3) %}{{ n }} {% endfor %}").unwrap();
    for _ in 0..3000 {
        assert_eq!(
            theme.render("own.html", &BTreeMap::<String, String>::new()).unwrap(),
            "2 5 8 ",
            "each page has a budget of its own"
        );
    }
}

#[test]
fn a_circle_of_calls_is_no_theme() {
    let message = |text: &str| load("templates/own.html", text).unwrap_err().message;
    let selfish = "{% component own() %}{{ <own /> }}{% endcomponent own %}{{ <own /> }}";
    assert_eq!(message(selfish), "`own` calls itself: own → own");
    let pair = "{% component a() %}{{ <b /> }}{% endcomponent a %}{% component b() %}{{ <a /> }}{% endcomponent b %}";
    assert_eq!(message(pair), "`a` calls itself: a → b → a");
    let through = "{% component c() %}{% include \"own.html\" %}{% endcomponent c %}{{ <c /> }}";
    assert!(message(through).contains("calls itself"), "{}", message(through));
    assert!(message("{% include \"own.html\" %}").contains("own.html"));
    let link = |n: u32| format!("{{% component d{n}() %}}{{{{ <d{} /> }}}}{{% endcomponent d{n} %}}", n + 1);
    let chain = (0..40).map(link).collect::<Vec<_>>().concat();
    assert!(message(&format!("{chain}{{% component d40() %}}end{{% endcomponent d40 %}}")).contains("32 deep"));
    assert!(message(&"x".repeat(TEMPLATE_BYTES + 1)).contains("65537 bytes"));
}

/// Loads a template, makes a page of it, and returns the message of the fault with the text at its place.
fn stopped(text: &str) -> (String, String) {
    let rendered = load("templates/own.html", text)
        .and_then(|theme| theme.render("own.html", &BTreeMap::from([("name", "Globex")])));
    let fault = rendered.map_or_else(|fault| fault, |page| panic!("{text}: a page of {} bytes", page.len()));
    assert_eq!(fault.file, "templates/own.html", "{text}: {fault:?}");
    let line = text.split('\n').nth(fault.line - 1).unwrap();
    (line.chars().skip(fault.column - 1).take(12).collect(), fault.message)
}

#[test]
fn a_template_that_grows_is_stopped_at_its_place() {
    let wide = "x".repeat(40_000);
    let repeated = |inside: &str| format!("{{% for n in range(end=9999) %}}{inside}{{% endfor %}}");
    let call = |name: &str| format!("{{{{ <{name} a={{a ~ a ~ a ~ a}} /> }}}}");
    let components = format!(
        "{{% component c(a) %}}{}{{% endcomponent c %}}{{% component d(a) %}}{{{{ a }}}}{{% endcomponent d %}}",
        call("d")
    );
    let cases = [
        (repeated("\n{% set_global name = name ~ name %}"), "name ~ name "),
        (format!("{{% set x = name %}}{}", "{% set x = x ~ x %}\n".repeat(60)), "x ~ x %}"),
        (repeated("{% set_global name = name | replace(from=\"l\", to=name ~ name) %}"), "replace(from"),
        (repeated("{% set_global name = name | split(pat=\"\") | join(sep=name) %}"), "split(pat=\"\""),
        (
            repeated("{% set_global name = name ~ '\\n\\n' | indent(width=1000, first=true, blank=true) ~ name %}"),
            "name ~ '\\n\\n",
        ),
        (repeated("{% set_global name = [name, name] %}"), "[name, name]"),
        (repeated("{% set_global name = {'a': name, 'b': name} %}"), "{'a': name, "),
        (format!("{{% set x %}}{}{{% endset %}}", repeated(&wide)), "{% for n in "),
        (format!("{{% set w = '{wide}' | safe %}}{{% set x %}}{}{{% endset %}}", repeated("{{ w }}")), "w }}{% endfo"),
        (format!("{{% filter upper %}}{}{{% endfilter %}}", repeated(&wide)), "{% for n in "),
        (
            format!(
                "{{% component c() %}}{{{{ body }}}}{{% endcomponent c %}}{{% <c> %}}{}{{% </c> %}}",
                repeated(&wide)
            ),
            "{% for n in ",
        ),
        (
            format!("{components}{{% set a = '{wide}' %}}{{% set x %}}{}{{% endset %}}", repeated(&call("c"))),
            "a }}{% endco",
        ),
        (
            format!(
                "{{% set w = '{wide}' %}}{{% set w = w ~ w ~ w ~ w ~ w %}}{{% if [{}] == [] %}}{{% endif %}}",
                "w | upper, ".repeat(99)
            ),
            "upper, w | u",
        ),
    ];
    for (text, at) in cases {
        let expected = (at.to_owned(), "the values and texts of one page are more than 48 MiB".to_owned());
        assert_eq!(stopped(&text), expected, "{text:.200}");
    }
}

#[test]
fn a_template_that_nests_or_loops_without_end_is_stopped_at_its_place() {
    let wide = "x".repeat(6_000);
    let loops = "{% for a in x %}{% for b in x %}{% for c in x %}\n{% endfor %}{% endfor %}{% endfor %}";
    let cases = [
        (
            "{% for n in range(end=99) %}{% set_global name = [name] %}{% endfor %}".to_owned(),
            "[name] %}{% ",
            "a value is nested more than 64 deep",
        ),
        (format!("{{% set x = range(end=200) %}}{loops}"), "x %}", "the loops of one page run more than 1000000 times"),
        (format!("{{% set x = '{wide}' %}}{loops}"), "x %}", "the loops of one page run more than 1000000 times"),
        (
            format!("{{% set w = '{wide}' | split(pat='') | unique %}}"),
            "unique %}",
            "`unique` is given more than 5000 elements",
        ),
        (
            "{{ [name for n in range(end=9)] }}".to_owned(),
            "for n in ran",
            "a list comprehension is not supported in a theme; use a `for` tag",
        ),
        (
            "{% set x = [...[name], name] %}".to_owned(),
            "...[name], n",
            "a spread (`...`) in a list or map is not supported in a theme",
        ),
        (
            format!("{{% if name{} == name %}}{{% endif %}}", " ~ name".repeat(9)),
            "~ name == na",
            "a tag may contain `~` and slices 8 times in total",
        ),
    ];
    for (text, at, message) in cases {
        assert_eq!(stopped(&text), (at.to_owned(), message.to_owned()), "{text:.200}");
    }
}

#[test]
fn a_template_with_assignments_makes_its_page() {
    let page = |text: &str| {
        let theme = load("templates/own.html", text).unwrap();
        theme.render("own.html", &BTreeMap::from([("name", "Glo<bex")])).unwrap()
    };
    let cases = [
        ("{% set x = name ~ ', ' ~ (1 + 2) %}{{ x }} {{ x | upper | safe }}", "Glo&lt;bex, 3 GLO<BEX, 3"),
        (
            "{% for n in range(end=3) -%}\n  {{ loop.index }}{% if not loop.last %}, {% endif %}\n{%- endfor %}",
            "1, 2, 3",
        ),
        (
            "{% component c(a, b) %}[{{ a }}|{{ b.c }}|{{ body }}]{% endcomponent c %}\
             {% <c a={name ~ 1} b={ {'c': [name, 2] | last} }> %} in {% </c> %}",
            "[Glo&lt;bex1|2| in ]",
        ),
        (
            "{% set x %}a {{ name }}{% endset %}{% filter upper %}{{ x }}{% endfilter %}{{ '%} }}' }}{# {{ nothing }} #}",
            "A GLO&LT;BEX%} }}",
        ),
        (
            "{% raw %}{{ raw }} | replace{% endraw %} {{ name | replace(from='<', to='>') }}",
            "{{ raw }} | replace Glo&gt;bex",
        ),
        (
            "{% set_global x = '' %}{% for n in [1, 2] %}{% set_global x = x ~ n %}{% else %}none{% endfor %}{{ x }}\
             {% if 1 < 2 and 3 > 2 %} yes{% elif name %}{% else %} no{% endif %}",
            "12 yes",
        ),
        ("{% set x = '0123456789' %}{% for n in x %}{{ x[1:3] ~ n }}{% endfor %}", "120121122123124125126127128129"),
    ];
    for (text, expected) in cases {
        assert_eq!(page(text), expected, "{text}");
    }
}

#[test]
fn another_fault_of_a_counted_template_is_worded_as_without_counters() {
    let (at, message) = stopped("{% set x = name ~ name %}\n{{ x }} {{ x | upper }} {{ nothing.at.all }}");
    assert_eq!(at, "nothing.at.a");
    assert_eq!(message, "Variable `nothing` is not defined. Available variables: name, x");
}
