// SYNTAX TEST "source.c" "where a clause starts, and where it does not"
// @mrx expect irql <= APC_LEVEL
// ^^^^ comment.line.double-slash.c meta.annotation.mrx keyword.other.annotation.mrx
//      ^^^^^^ keyword.control.clause.mrx
//             ^^^^ variable.language.mrx
code(); // @mrx expect holds ServerLock
//         ^^^^ keyword.other.annotation.mrx
//              ^^^^^^ keyword.control.clause.mrx
//                     ^^^^^ keyword.other.mrx
code(); /// @mrx expect no leaks
//          ^^^^ keyword.other.annotation.mrx
/// @mrx expect no leaks
//  ^^^^ keyword.other.annotation.mrx
//              ^^ keyword.other.mrx
//@mrx expect no leaks
//^^^^ keyword.other.annotation.mrx
code();
//^^^^^ - meta.annotation.mrx
/* @mrx expect no leaks */ code();
// ^^^^ keyword.other.annotation.mrx
//      ^^^^^^ keyword.control.clause.mrx
//                      ^^ punctuation.definition.comment.end.c
//                         ^^^^^^ - meta.annotation.mrx
/** @mrx expect no leaks */ code();
//  ^^^^ keyword.other.annotation.mrx
//       ^^^^^^ keyword.control.clause.mrx
//                          ^^^^^^ - meta.annotation.mrx
/**
 * What it does.
 * @mrx expect no leaks
// ^^^^ keyword.other.annotation.mrx
//             ^^ keyword.other.mrx
   expect return == STATUS_SUCCESS
// ^^^^^^ keyword.control.clause.mrx

 * @mrx allow MRX001 because "x"
// ^^^^ keyword.other.annotation.mrx
//      ^^^^^ keyword.control.clause.mrx
 */
/*
@mrx expect x == 1 && \
// <---- keyword.other.annotation.mrx
 *  y == 2
//  ^ - keyword.other.mrx keyword.control.event.mrx keyword.control.clause.mrx
//    ^^ keyword.operator.comparison.mrx
     expect z == 3
//   ^^^^^^ keyword.control.clause.mrx
*/
// @mrx expect call A \
//                    ^ constant.character.escape.line-continuation.mrx
    before call B
//  ^^^^^^ keyword.other.mrx
//         ^^^^ keyword.control.event.mrx
code();
//^^^^^ - meta.annotation.mrx

/* prose @mrx expect no leaks */
//       ^^^^^^^^^^^^^^^^^^^^ - meta.annotation.mrx
// prose @mrx expect no leaks
//       ^^^^^^^^^^^^^^^^^^^^ - meta.annotation.mrx
// see // @mrx expect no leaks
//        ^^^^^^^^^^^^^^^^^^^^ - meta.annotation.mrx
//! @mrx expect no leaks
//  ^^^^ - meta.annotation.mrx
//// @mrx expect no leaks
//   ^^^^ - meta.annotation.mrx
/*** @mrx expect no leaks */
//   ^^^^ - meta.annotation.mrx
/*
 *@mrx expect no leaks
//^^^^ - meta.annotation.mrx
 ** @mrx expect no leaks
//  ^^^^ - meta.annotation.mrx
 * prose @mrx expect no leaks
//       ^^^^ - meta.annotation.mrx
 */
// @mrxy expect no leaks
// ^^^^^ - meta.annotation.mrx
// a line comment goes on \
   @mrx expect no leaks
// ^^^^ - meta.annotation.mrx
x = "// @mrx expect no leaks"; y = "/* @mrx expect";
//      ^^^^ - meta.annotation.mrx
//                                     ^^^^ - meta.annotation.mrx
@mrx expect no leaks
// <---- - meta.annotation.mrx
#if 0
 * @mrx expect no leaks
// ^^^^ - meta.annotation.mrx
#endif
/* @mrx exspect no leaks
//      ^^^^^^^^^^^^^^^^ meta.annotation.mrx - keyword.other.mrx keyword.control.event.mrx keyword.control.clause.mrx
 *   expect order->free == 1 && \order == 2 && \irql == 0
//               ^^ punctuation.accessor.mrx
//                 ^^^^ - keyword.other.mrx keyword.control.event.mrx keyword.control.clause.mrx
//                              ^^^^^^ variable.other.mrx - keyword.other.mrx keyword.control.event.mrx keyword.control.clause.mrx
//                                             ^^^^^ variable.other.mrx - variable.language.mrx
 *   expect "no end of this string
//          ^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.mrx
 *   expect x == 'ab"c' && F(1)
//               ^^^^^^ string.quoted.single.mrx
//                           ^ constant.numeric.mrx
 */
code();
//^^^^^ - meta.annotation.mrx
