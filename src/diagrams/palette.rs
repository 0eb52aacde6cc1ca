//! The colours of drawings: those of the theme, so that a drawing belongs to its page in both schemes.

use serde_json::{Map, Value, json};

/// A colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Letters whose widths the library knows and every machine has; the space around words is measured with them.
const LETTERS: &str = "Arial, Helvetica, sans-serif";

/// Mermaid's names of colours, in the light scheme and in the dark one: `themes/default/styles/10-base.css`. Two names
/// with one light colour may have two dark ones.
const COLOURS: [(&str, &str, &str); 41] = [
    ("background", "#ffffff", "#1b1f25"),
    ("primaryColor", "#e3f0f3", "#1d3238"),
    ("primaryBorderColor", "#0b5a6e", "#6cc6da"),
    ("primaryTextColor", "#1d2127", "#e7eaee"),
    ("secondaryColor", "#efebfa", "#2a2440"),
    ("secondaryBorderColor", "#5b4a8a", "#b8a8ea"),
    ("secondaryTextColor", "#1d2127", "#e7eaee"),
    ("tertiaryColor", "#f2f0ec", "#20252c"),
    ("tertiaryBorderColor", "#8b877e", "#7b8493"),
    ("tertiaryTextColor", "#1d2127", "#e7eaee"),
    ("mainBkg", "#e3f0f3", "#1d3238"),
    ("nodeBorder", "#0b5a6e", "#6cc6da"),
    ("textColor", "#1d2127", "#e7eaee"),
    ("nodeTextColor", "#1d2127", "#e7eaee"),
    ("titleColor", "#1d2127", "#e7eaee"),
    ("lineColor", "#5a5f68", "#a5adb8"),
    ("arrowheadColor", "#5a5f68", "#a5adb8"),
    ("clusterBkg", "#f2f0ec", "#20252c"),
    ("clusterBorder", "#8b877e", "#7b8493"),
    ("edgeLabelBackground", "#ffffff", "#1b1f25"),
    ("actorBkg", "#e3f0f3", "#1d3238"),
    ("actorBorder", "#0b5a6e", "#6cc6da"),
    ("actorTextColor", "#1d2127", "#e7eaee"),
    ("actorLineColor", "#8b877e", "#7b8493"),
    ("signalColor", "#5a5f68", "#a5adb8"),
    ("signalTextColor", "#1d2127", "#e7eaee"),
    ("labelBoxBkgColor", "#f2f0ec", "#20252c"),
    ("labelBoxBorderColor", "#8b877e", "#7b8493"),
    ("labelTextColor", "#1d2127", "#e7eaee"),
    ("loopTextColor", "#5a5f68", "#a5adb8"),
    ("noteBkgColor", "#fdf0d9", "#37290f"),
    ("noteBorderColor", "#845300", "#e9b55c"),
    ("noteTextColor", "#1d2127", "#e7eaee"),
    ("activationBkgColor", "#f2f0ec", "#20252c"),
    ("activationBorderColor", "#5a5f68", "#a5adb8"),
    ("sequenceNumberColor", "#ffffff", "#14171b"),
    ("attributeBackgroundColorOdd", "#ffffff", "#1b1f25"),
    ("attributeBackgroundColorEven", "#f2f0ec", "#20252c"),
    ("rowOdd", "#ffffff", "#1b1f25"),
    ("rowEven", "#f2f0ec", "#20252c"),
    ("labelColor", "#1d2127", "#e7eaee"),
];

/// What a source may not change: colours and letters, which the page needs in both schemes, and how far it is trusted.
const FIXED: [&str; 14] = [
    "secure",
    "securityLevel",
    "startOnLoad",
    "maxTextSize",
    "maxEdges",
    "suppressErrorRendering",
    "theme",
    "themeCSS",
    "themeVariables",
    "fontFamily",
    "htmlLabels",
    "layout",
    "look",
    "darkMode",
];

/// Returns the renderer's settings for `scheme`.
pub(super) fn settings(scheme: Scheme) -> Value {
    let colours = COLOURS.iter().map(|(name, light, dark)| {
        let colour = if scheme == Scheme::Light { light } else { dark };
        ((*name).to_owned(), Value::from(*colour))
    });
    let mut variables: Map<String, Value> = colours.collect();
    variables.insert("fontFamily".to_owned(), Value::from(LETTERS));
    json!({
        "secure": FIXED,
        "securityLevel": "strict",
        "theme": "base",
        "themeVariables": variables,
        "fontFamily": LETTERS,
        "layout": "dagre",
        "look": "classic",
        "htmlLabels": false,
        "flowchart": {"htmlLabels": false},
        "c4": {"diagramMarginX": 16, "diagramMarginY": 16, "c4ShapeMargin": 40},
        "sequence": {"mirrorActors": false, "actorMargin": 24, "diagramMarginX": 8, "diagramMarginY": 8, "height": 48, "bottomMarginAdj": 16},
        "class": {"htmlLabels": false},
        "state": {"htmlLabels": false},
    })
}
