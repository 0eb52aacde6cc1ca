//! Fields of a Word document (ECMA-376 part 1, 17.16): an instruction, and its result.

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// The instruction so far.
    pub(super) instruction: String,
    /// Whether the result has begun.
    pub(super) has_result: bool,
}

impl Field {
    /// Begins, divides or ends the innermost field.
    pub(super) fn step(fields: &mut Vec<Self>, kind: &str) {
        match kind {
            "begin" => fields.push(Self::default()),
            "separate" => {
                if let Some(field) = fields.last_mut() {
                    field.has_result = true;
                }
            }
            _ => {
                fields.pop();
            }
        }
    }
}

/// Returns the address of an instruction that makes a link: `HYPERLINK "https://…"`.
pub(super) fn instruction_link(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim();
    let address = rest.strip_prefix('"')?.split('"').next()?;
    address.contains(':').then(|| address.to_owned())
}
