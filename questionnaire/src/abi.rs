//! What the WebAssembly module exports.
//!
//! Functions over numbers, as in the module of the search: a script writes bytes at the address that [`fb_alloc`]
//! returns, and passes address and length; the result is at [`fb_output`], [`fb_output_length`] bytes long, until the
//! next call. Functions that return a number return 1 if they succeed, else 0, and the output says why. There is one
//! [`Desk`] per instance of the module, and one thread.
#![expect(unsafe_code, reason = "exported names and memory shared with scripts cannot be had without it")]

use crate::desk::Desk;
use serde::Deserialize;
use std::cell::RefCell;

#[derive(Default)]
struct Instance {
    desk: Desk,
    /// The content of the file that is opened next.
    file: Vec<u8>,
    output: Vec<u8>,
}

thread_local! {
    static INSTANCE: RefCell<Instance> = RefCell::default();
}

/// A question and the customer's id of it.
#[derive(Default, Deserialize)]
struct Question {
    text: String,
    control: String,
}

/// Takes over the bytes that a script wrote to `place`, which [`fb_alloc`] gave for exactly `length` bytes.
fn taken(place: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: `place` came from `fb_alloc(length)`, a boxed slice of this length, and scripts hand each place back once.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(place, length)) }.into_vec()
}

fn with<T>(act: impl FnOnce(&mut Instance) -> T) -> T {
    INSTANCE.with_borrow_mut(act)
}

/// Puts out the reply to a request, or the reason why there is none; returns whether there is one.
fn answer(act: impl FnOnce(&mut Instance) -> Result<Vec<u8>, String>) -> u32 {
    with(|instance| {
        let reply = act(instance);
        let is_reply = reply.is_ok();
        instance.output = reply.unwrap_or_else(String::into_bytes);
        u32::from(is_reply)
    })
}

/// Room for `length` bytes, to be handed to exactly one of the functions below.
#[unsafe(no_mangle)]
extern "C" fn fb_alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Begins with a list of answers as JSON.
#[unsafe(no_mangle)]
extern "C" fn fb_answers(list: *mut u8, length: usize) -> u32 {
    let list = taken(list, length);
    answer(|instance| instance.desk.take_answers(&list).map(|()| Vec::new()))
}

/// Puts out the JSON list of the proposals for a question, which is JSON with `text` and `control`.
#[unsafe(no_mangle)]
extern "C" fn fb_propose(question: *mut u8, length: usize) {
    let question: Question = serde_json::from_slice(&taken(question, length)).unwrap_or_default();
    with(|instance| {
        let engine = instance.desk.engine();
        let replies = engine.map(|engine| engine.propose(&question.text, &question.control)).unwrap_or_default();
        instance.output = serde_json::to_vec(&replies).unwrap_or_default();
    });
}

/// Takes the content of the file that [`fb_open`] opens.
#[unsafe(no_mangle)]
extern "C" fn fb_file(content: *mut u8, length: usize) {
    let content = taken(content, length);
    with(|instance| instance.file = content);
}

/// Opens the file; see [`Desk::open`].
#[unsafe(no_mangle)]
extern "C" fn fb_open(request: *mut u8, length: usize) -> u32 {
    let request = taken(request, length);
    answer(|instance| {
        let content = std::mem::take(&mut instance.file);
        instance.desk.open(&request, content)
    })
}

/// Decides the layout of a file; see [`Desk::decide_layout`].
#[unsafe(no_mangle)]
extern "C" fn fb_layout(request: *mut u8, length: usize) -> u32 {
    let request = taken(request, length);
    answer(|instance| instance.desk.decide_layout(&request))
}

/// Forgets a file.
#[unsafe(no_mangle)]
extern "C" fn fb_close(file: u32) {
    with(|instance| instance.desk.close(file));
}

/// Proposes answers for a question of a file; see [`Desk::propose`].
#[unsafe(no_mangle)]
extern "C" fn fb_match(request: *mut u8, length: usize) -> u32 {
    let request = taken(request, length);
    answer(|instance| instance.desk.propose(&request))
}

/// Plans what is written; see [`Desk::plan`].
#[unsafe(no_mangle)]
extern "C" fn fb_plan(request: *mut u8, length: usize) -> u32 {
    let request = taken(request, length);
    answer(|instance| instance.desk.plan(&request))
}

/// Puts out the filled file; see [`Desk::fill`].
#[unsafe(no_mangle)]
extern "C" fn fb_fill(request: *mut u8, length: usize) -> u32 {
    let request = taken(request, length);
    answer(|instance| instance.desk.fill(&request))
}

/// Joins a file of decisions with the questions; see [`Desk::read_decisions`].
#[unsafe(no_mangle)]
extern "C" fn fb_decisions(request: *mut u8, length: usize) -> u32 {
    let request = taken(request, length);
    answer(|instance| instance.desk.read_decisions(&request))
}

/// Puts out a file of decisions; see [`Desk::write_decisions`].
#[unsafe(no_mangle)]
extern "C" fn fb_decide(request: *mut u8, length: usize) -> u32 {
    let request = taken(request, length);
    answer(|instance| instance.desk.write_decisions(&request))
}

/// Puts out a Word document; see [`Desk::document`].
#[unsafe(no_mangle)]
extern "C" fn fb_document(request: *mut u8, length: usize) -> u32 {
    let request = taken(request, length);
    answer(|_| Desk::document(&request))
}

/// The address of the output.
#[unsafe(no_mangle)]
extern "C" fn fb_output() -> *const u8 {
    with(|instance| instance.output.as_ptr())
}

/// How many bytes of output there are.
#[unsafe(no_mangle)]
extern "C" fn fb_output_length() -> usize {
    with(|instance| instance.output.len())
}
