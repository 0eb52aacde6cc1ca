//! Two drawings of one source, light and dark, as one picture that follows its reader's scheme.
//!
//! Where the two differ by a colour, the picture names a custom property, and a style of its own says what it is in
//! each scheme. A page that sets `color-scheme` decides for the pictures that it embeds.

use std::fmt::Write as _;

/// Returns `light` with every colour that `dark` has differently as a custom property. Where the two differ in more than
/// colours the light drawing stays as it is, on a light ground.
pub(super) fn joined(light: &str, dark: &str) -> String {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let mut body = String::with_capacity(light.len());
    let (lights, darks) = (pieces(light), pieces(dark));
    if lights.len() != darks.len() {
        return on_light_ground(light);
    }
    for (one, other) in lights.iter().zip(&darks) {
        if one == other {
            body.push_str(one);
            continue;
        }
        if !is_colour(one) || !is_colour(other) {
            return on_light_ground(light);
        }
        let pair = (*one, *other);
        let known = pairs.iter().position(|known| *known == pair);
        let index = known.unwrap_or_else(|| {
            pairs.push(pair);
            pairs.len() - 1
        });
        // Writing to a string cannot fail.
        let _ = write!(body, "var(--c{index})");
    }
    let (mut day, mut night) = (String::new(), String::new());
    for (index, (light, dark)) in pairs.iter().enumerate() {
        let _ = write!(day, "--c{index}:{light};");
        let _ = write!(night, "--c{index}:{dark};");
    }
    format!("<style>:root{{{day}}}@media (prefers-color-scheme:dark){{:root{{{night}}}}}</style>{body}")
}

/// Returns `light` with a ground of its own, for a drawing whose colours are not those of the page.
pub(super) fn on_light_ground(light: &str) -> String {
    format!("<style>:root{{background:#fff}}</style>{light}")
}

fn is_colour(piece: &str) -> bool {
    piece.starts_with('#') || piece.starts_with("rgb") || piece.starts_with("hsl")
}

/// Cuts `text` into colours and what is between them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, colour, after)) = next_colour(rest) {
        pieces.extend([before, colour]);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

fn next_colour(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find(['#', 'r', 'h'])?;
        let rest = text.get(start..)?;
        if let Some(length) = colour_length(rest) {
            return Some((text.get(..start)?, rest.get(..length)?, rest.get(length..)?));
        }
        from = start + 1;
    }
}

/// Returns the length of the colour that `text` begins with.
fn colour_length(text: &str) -> Option<usize> {
    if let Some(digits) = text.strip_prefix('#') {
        let end = digits.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(digits.len());
        let is_hexadecimal = digits.get(..end)?.chars().all(|c| c.is_ascii_hexdigit());
        return (matches!(end, 3 | 4 | 6 | 8) && is_hexadecimal).then_some(end + 1);
    }
    let is_function = ["rgb(", "rgba(", "hsl(", "hsla("].iter().any(|name| text.starts_with(name));
    is_function.then(|| text.find(')')).flatten().map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_differ_become_properties() {
        let light =
            "<style>#drawing a{fill:#fff;stroke:hsl(1, 2%, 3%)}</style><path fill=\"#fff\" stroke=\"#123456\"/>";
        let dark = "<style>#drawing a{fill:#000;stroke:rgb(1, 2, 3)}</style><path fill=\"#000\" stroke=\"#123456\"/>";
        let expected = "<style>:root{--c0:#fff;--c1:hsl(1, 2%, 3%);}\
            @media (prefers-color-scheme:dark){:root{--c0:#000;--c1:rgb(1, 2, 3);}}</style>\
            <style>#drawing a{fill:var(--c0);stroke:var(--c1)}</style><path fill=\"var(--c0)\" stroke=\"#123456\"/>";
        assert_eq!(joined(light, dark), expected);
    }

    #[test]
    fn what_differs_in_more_stays_light_on_light() {
        let kept = "<style>:root{background:#fff}</style><path d=\"M1\"/>";
        assert_eq!(joined("<path d=\"M1\"/>", "<path d=\"M2\"/>"), kept);
        assert_eq!(joined("<path d=\"M1\"/>", "<path d=\"M1\" fill=\"#000\"/>"), kept);
    }
}
