//! Drawing with `merman`, the only module that knows it.
//!
//! A source is drawn in the colours of both schemes and the two are joined into one picture. Everything is bounded: the
//! source, the things in it, how deep they nest, the size of the picture. A panic of the library is a fault of the source.

use super::palette::{Scheme, settings};
use super::renderer::{Diagram, DiagramError};
use super::schemes::{joined, on_light_ground};
use crate::svg::refusal;
use merman::svg::{RenderResourcePolicy, ResourceLimitId, SvgPipeline, SvgRenderOptions};
use merman::{
    Engine, MermaidConfig, OperationControl, ParseOptions, RenderError, RenderOutput, RenderRequest, Renderer,
    SvgEnvironment, SvgRequest,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

/// The longest source that is drawn, in bytes. The longest of the sample has 700.
pub const LONGEST_SOURCE: usize = 8 << 10;
/// The most nodes, edges, messages and labels in one drawing; larger ones cannot be read.
const MOST_ITEMS: usize = 500;
/// How deep groups may nest.
const DEEPEST: usize = 24;
/// The largest picture in bytes.
const LARGEST: usize = 768 << 10;
/// The longest side of a picture in CSS pixels.
const LONGEST_SIDE: f64 = 20_000.0;
/// The longest message of the library that is passed on, in characters.
const LONGEST_MESSAGE: usize = 300;
/// How lines begin that bring colours along.
const OWN_COLOURS: [&str; 6] = ["C4", "style ", "classDef ", "linkStyle ", "rect ", "box "];
/// The id that the ids in a picture begin with. A picture is in a file of its own, so all may have the same.
const ID: &str = "drawing";

static LIGHT: LazyLock<Renderer> = LazyLock::new(|| renderer(Scheme::Light));
static DARK: LazyLock<Renderer> = LazyLock::new(|| renderer(Scheme::Dark));

/// Draws `source` for both colour schemes. The same source gives the same bytes.
///
/// # Errors
///
/// What the library says of the source, a limit that it passes, or what the picture would load or run.
pub fn draw(source: &str) -> Result<Diagram, DiagramError> {
    if source.len() > LONGEST_SOURCE {
        let length = source.len();
        return Err(fault_of(format!("the source has {length} bytes; up to {LONGEST_SOURCE} are drawn")));
    }
    let light = admitted(&LIGHT, source)?;
    let dark = if has_own_colours(source) { None } else { Some(admitted(&DARK, source)?) };
    framed(&light, dark.as_deref()).ok_or_else(|| fault_of("the renderer made a picture without a size".to_owned()))
}

/// Draws `source` once, and returns the picture if it may be published.
fn admitted(renderer: &Renderer, source: &str) -> Result<String, DiagramError> {
    let picture = caught(|| svg(renderer, source))?;
    match refusal(&picture) {
        Some(refusal) => Err(fault_of(refusal)),
        None => Ok(picture),
    }
}

/// Draws, and makes a fault of a panic.
fn caught(draw: impl FnOnce() -> Result<String, DiagramError>) -> Result<String, DiagramError> {
    let given_up = |_| Err(fault_of("the renderer gave up on this source".to_owned()));
    catch_unwind(AssertUnwindSafe(draw)).unwrap_or_else(given_up)
}

/// Returns whether the picture has colours that are not the page's: those of its author, or those that C4 prescribes.
/// Their look on a dark ground is unknown.
fn has_own_colours(source: &str) -> bool {
    source.lines().any(|line| OWN_COLOURS.iter().any(|start| line.trim_start().starts_with(start)))
}

/// Joins the pictures of both schemes, or takes the light one alone, below a root that says its size in pixels.
fn framed(light: &str, dark: Option<&str>) -> Option<Diagram> {
    let (root, light) = light.split_at_checked(light.find('>')? + 1)?;
    let dark = dark.map(|dark| dark.split_once('>').map_or("", |(_, rest)| rest));
    let body = dark.map_or_else(|| on_light_ground(light), |dark| joined(light, dark));
    let size = size(root)?;
    let style = between(root, " style=\"", "\"").map_or(String::new(), |style| format!(" style=\"{style}\""));
    let sized = format!(" width=\"{}\" height=\"{}\"", size.0, size.1);
    let root = root.replace(&style, "").replace(" width=\"100%\"", &sized);
    Some(Diagram { svg: format!("{root}{}\n", body.trim_end()).into_bytes(), size })
}

/// Reads width and height out of the `viewBox` of a root, rounded up.
fn size(root: &str) -> Option<(u32, u32)> {
    let mut numbers = between(root, " viewBox=\"", "\"")?.split(' ').skip(2).map(str::parse::<f64>);
    let mut next = || {
        let length = numbers.next()?.ok()?.ceil();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
        (1.0..=LONGEST_SIDE).contains(&length).then_some(length as u32)
    };
    Some((next()?, next()?))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(inside, _)| inside)
}

fn svg(renderer: &Renderer, source: &str) -> Result<String, DiagramError> {
    let options = SvgRenderOptions { diagram_id: Some(ID.to_owned()), ..SvgRenderOptions::default() };
    let request = SvgRequest {
        options,
        environment: SvgEnvironment::deterministic().with_resource_policy(limits()),
        pipeline: Some(SvgPipeline::resvg_safe()),
        ..SvgRequest::default()
    };
    match renderer.render(RenderRequest::svg(source, OperationControl::new(), request)) {
        Ok(RenderOutput::Svg(Some(picture))) => Ok(picture.into_parts().0),
        Ok(_) => Err(fault_of("this is not a Mermaid diagram".to_owned())),
        Err(error) => Err(fault(&error, source)),
    }
}

fn renderer(scheme: Scheme) -> Renderer {
    let settings = MermaidConfig::from_value(settings(scheme));
    Renderer::new()
        .with_engine(Engine::new().with_site_config(settings))
        .with_parse_options(ParseOptions::strict())
        .with_resource_policy(*limits().input_policy())
}

/// The profile for untrusted sources, tightened. None of the limits is a time, so none depends on the machine.
fn limits() -> RenderResourcePolicy {
    let mut limits = RenderResourcePolicy::constrained();
    let wanted = [
        (ResourceLimitId::MaxSourceBytes, LONGEST_SOURCE),
        (ResourceLimitId::MaxModelItems, MOST_ITEMS),
        (ResourceLimitId::MaxModelNestingDepth, DEEPEST),
        (ResourceLimitId::MaxSvgBytes, LARGEST),
    ];
    for (limit, value) in wanted {
        // A limit that the library did not take would leave its own, smaller or larger; a test holds each.
        let _ = limits.apply_limit(limit, value);
    }
    limits
}

fn fault_of(message: String) -> DiagramError {
    DiagramError { message, line: None }
}

/// The library's sentence on one line, with the line of the source that it is about.
fn fault(error: &RenderError, source: &str) -> DiagramError {
    if let RenderError::ResourceLimitExceeded(limit) = error {
        let what = limit.id.trim_start_matches("max_").replace('_', " ");
        return fault_of(format!("the diagram is too large: {what} {}, at most {}", limit.actual, limit.maximum));
    }
    let RenderError::Parse(diagnostic) = error else { return fault_of(one_line(&error.to_string())) };
    let span = diagnostic.terminal_diagnostic_details().span;
    let before = span.and_then(|span| source.get(..span.start.min(source.trim_end().len())));
    DiagramError {
        message: one_line(&diagnostic.terminal_safe_message()),
        line: before.map(|before| before.matches('\n').count()),
    }
}

fn one_line(message: &str) -> String {
    let words: Vec<&str> = message.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_MESSAGE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_fault() {
        let fault = caught(|| panic!("a fault of the library")).unwrap_err();
        assert_eq!(fault, fault_of("the renderer gave up on this source".to_owned()));
    }

    #[test]
    fn the_library_takes_every_limit() {
        let limits = limits();
        let values = [
            (ResourceLimitId::MaxSourceBytes, LONGEST_SOURCE),
            (ResourceLimitId::MaxModelItems, MOST_ITEMS),
            (ResourceLimitId::MaxModelNestingDepth, DEEPEST),
            (ResourceLimitId::MaxSvgBytes, LARGEST),
        ];
        for (limit, value) in values {
            assert_eq!(limits.value(limit), Some(value), "{limit:?}");
        }
    }
}
