//! What the WebAssembly module exports.
//!
//! Written by hand, without a generator: eight functions over numbers. A script writes bytes at the address that
//! [`fb_alloc`] returns, and passes address and length; the result is at [`fb_output`], [`fb_output_length`] bytes long,
//! until the next call. There is one engine per instance of the module, and one thread.
#![expect(unsafe_code, reason = "exported names and memory shared with scripts cannot be had without it")]

use std::cell::RefCell;

use crate::engine::Engine;
use crate::query::Query;
use crate::results::json_texts;

#[derive(Default)]
struct Instance {
    engine: Option<Engine>,
    output: Vec<u8>,
}

thread_local! {
    static INSTANCE: RefCell<Instance> = RefCell::default();
}

/// Takes over the bytes that a script wrote to `place`, which [`fb_alloc`] gave for exactly `length` bytes.
fn taken(place: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: `place` came from `fb_alloc(length)`, a boxed slice of this length, and scripts hand each place back once.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(place, length)) }.into_vec()
}

fn taken_text(place: *mut u8, length: usize) -> String {
    String::from_utf8(taken(place, length)).unwrap_or_default()
}

fn with<T>(act: impl FnOnce(&mut Instance) -> T) -> T {
    INSTANCE.with_borrow_mut(act)
}

/// Room for `length` bytes, to be handed to exactly one of the functions below.
#[unsafe(no_mangle)]
extern "C" fn fb_alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Frees memory that was not passed to the engine.
#[unsafe(no_mangle)]
extern "C" fn fb_free(place: *mut u8, length: usize) {
    drop(taken(place, length));
}

/// Begins with the first shard of an index. 1 if it could be read, else 0.
#[unsafe(no_mangle)]
extern "C" fn fb_open(meta: *mut u8, length: usize) -> u32 {
    let engine = Engine::new(&taken(meta, length)).ok();
    let is_open = engine.is_some();
    with(|instance| instance.engine = engine);
    u32::from(is_open)
}

/// Takes in another shard. 1 if it could be read, else 0.
#[unsafe(no_mangle)]
extern "C" fn fb_load(name: *mut u8, name_length: usize, bytes: *mut u8, length: usize) -> u32 {
    let (name, bytes) = (taken_text(name, name_length), taken(bytes, length));
    with(|instance| u32::from(instance.engine.as_mut().is_some_and(|engine| engine.load(&name, bytes).is_ok())))
}

/// Puts out a JSON list of the shards that a query, in the form of [`Query::parse`], still needs.
#[unsafe(no_mangle)]
extern "C" fn fb_missing(query: *mut u8, length: usize) {
    answer(query, length, |engine, query| json_texts(&engine.missing(query)));
}

/// Puts out the JSON of a query's results.
#[unsafe(no_mangle)]
extern "C" fn fb_search(query: *mut u8, length: usize) {
    answer(query, length, |engine, query| engine.search(query).to_json());
}

fn answer(query: *mut u8, length: usize, act: impl FnOnce(&Engine, &Query) -> String) {
    let query = Query::parse(&taken_text(query, length));
    with(|instance| {
        instance.output = instance.engine.as_ref().map(|engine| act(engine, &query)).unwrap_or_default().into_bytes();
    });
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
