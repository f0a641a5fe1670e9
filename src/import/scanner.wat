;; What looks through a large HAR file sixteen bytes at a time. scanner-in-wasm.ts holds this file compiled, and a test
;; holds the two together. JSON is told apart by three kinds of bytes: quotes (0x22), backslashes (0x5c) and brackets, of
;; which 0x7b and 0x7d are left when the bit 0x20 is set: { and [ are 0x7b and 0x5b, } and ] are 0x7d and 0x5d.
(module
  (memory (export "memory") 2)

  ;; How many brackets are open in the value that passNested passes over.
  (global $open (export "open") (mut i32) (i32.const 0))

  ;; Where the string closes that opens before $start: at the first quote with an even number of backslashes before it.
  ;; -1: not before $end.
  (func $endOfString (export "endOfString") (param $start i32) (param $end i32) (result i32)
    (local $at i32) (local $quotes i32) (local $place i32) (local $from i32)
    (local.set $at (local.get $start))
    (loop $blocks
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const -1))))
      (local.set $quotes (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 0x22)))))
      (block $noQuote
        (loop $quote
          (br_if $noQuote (i32.eqz (local.get $quotes)))
          (local.set $place (i32.add (local.get $at) (i32.ctz (local.get $quotes))))
          (if (i32.ge_u (local.get $place) (local.get $end)) (then (return (i32.const -1))))
          (local.set $from (local.get $place))
          (block $counted
            (loop $backslash
              (br_if $counted (i32.eq (local.get $from) (local.get $start)))
              (br_if $counted (i32.ne (i32.load8_u (i32.sub (local.get $from) (i32.const 1))) (i32.const 0x5c)))
              (local.set $from (i32.sub (local.get $from) (i32.const 1)))
              (br $backslash)))
          (if (i32.eqz (i32.and (i32.sub (local.get $place) (local.get $from)) (i32.const 1)))
            (then (return (local.get $place))))
          ;; The lowest bit of the mask goes.
          (local.set $quotes (i32.and (local.get $quotes) (i32.sub (local.get $quotes) (i32.const 1))))
          (br $quote)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br $blocks))
    (unreachable))

  ;; Passes over strings and brackets until as many have closed as $open says.
  ;; Returns the place behind the last, or $end, or the opening quote of a string that does not close before $end.
  (func (export "passNested") (param $from i32) (param $end i32) (result i32)
    (local $at i32) (local $block v128) (local $found i32) (local $place i32) (local $byte i32)
    (local.set $at (local.get $from))
    (loop $blocks
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (local.get $end))))
      (local.set $block (v128.load (local.get $at)))
      (local.set $found (i8x16.bitmask (i8x16.eq (local.get $block) (i8x16.splat (i32.const 0x22)))))
      (local.set $block (v128.or (local.get $block) (i8x16.splat (i32.const 0x20))))
      (local.set $found
        (i32.or (local.get $found)
          (i8x16.bitmask
            (v128.or
              (i8x16.eq (local.get $block) (i8x16.splat (i32.const 0x7b)))
              (i8x16.eq (local.get $block) (i8x16.splat (i32.const 0x7d)))))))
      (block $next
        (loop $one
          (br_if $next (i32.eqz (local.get $found)))
          (local.set $place (i32.add (local.get $at) (i32.ctz (local.get $found))))
          (if (i32.ge_u (local.get $place) (local.get $end)) (then (return (local.get $end))))
          (local.set $byte (i32.load8_u (local.get $place)))
          (if (i32.eq (local.get $byte) (i32.const 0x22))
            (then
              (local.set $byte (call $endOfString (i32.add (local.get $place) (i32.const 1)) (local.get $end)))
              (if (i32.lt_s (local.get $byte) (i32.const 0)) (then (return (local.get $place))))
              (local.set $at (i32.add (local.get $byte) (i32.const 1)))
              (br $blocks)))
          (if (i32.eq (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x7b))
            (then (global.set $open (i32.add (global.get $open) (i32.const 1))))
            (else
              (global.set $open (i32.sub (global.get $open) (i32.const 1)))
              (if (i32.eqz (global.get $open)) (then (return (i32.add (local.get $place) (i32.const 1)))))))
          (local.set $found (i32.and (local.get $found) (i32.sub (local.get $found) (i32.const 1))))
          (br $one)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br $blocks))
    (unreachable)))
