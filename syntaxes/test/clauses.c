// SYNTAX TEST "source.c" "every clause"
/* @mrx
// ^^^^ comment.block.c meta.annotation.mrx keyword.other.annotation.mrx
 * scenario "last reference, asked by a user"
// ^^^^^^^^ keyword.control.clause.mrx
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.mrx entity.name.section.mrx
 *   given SrvCall->Context = NULL, irql = APC_LEVEL
//   ^^^^^ keyword.control.clause.mrx
//                ^^ punctuation.accessor.mrx
//                          ^ keyword.operator.assignment.mrx
//                            ^^^^ constant.language.mrx
//                                ^ punctuation.separator.mrx
//                                  ^^^^ variable.language.mrx
//                                         ^^^^^^^^^ constant.other.mrx
 *   given refs(SrvCall) = 3, process = user, profile = function-page
//         ^^^^ support.function.mrx
//                         ^ constant.numeric.mrx
//                            ^^^^^^^ variable.language.mrx
//                                      ^^^^ support.constant.mrx
//                                            ^^^^^^^ variable.language.mrx
//                                                      ^^^^^^^^^^^^^ support.constant.mrx
 *   connect "\\server\a" as first by user
//   ^^^^^^^ keyword.control.step.mrx
//           ^^^^^^^^^^^^ string.quoted.double.mrx
//                        ^^ keyword.other.mrx
//                           ^^^^^ variable.other.name.mrx
//                                 ^^ keyword.other.mrx
//                                    ^^^^ support.constant.mrx
 *   open 3 on first by system
//   ^^^^ keyword.control.step.mrx
//        ^ constant.numeric.mrx
//          ^^ keyword.other.mrx
//             ^^^^^ variable.other.name.mrx
 *   close all
//   ^^^^^ keyword.control.step.mrx
//         ^^^ keyword.other.mrx
 *   delete first forced by worker
//   ^^^^^^ keyword.control.step.mrx
//          ^^^^^ variable.other.name.mrx
//                ^^^^^^ keyword.other.mrx
//                          ^^^^^^ support.constant.mrx
 *   finalize forced
//   ^^^^^^^^ keyword.control.step.mrx
//            ^^^^^^ keyword.other.mrx
 *   thread a: disconnect by user
//   ^^^^^^ keyword.control.clause.mrx
//          ^ variable.other.name.mrx
//           ^ punctuation.separator.mrx
//             ^^^^^^^^^^ keyword.control.step.mrx
//                        ^^ keyword.other.mrx
 *   stop
//   ^^^^ keyword.control.step.mrx
 *   unload
//   ^^^^^^ keyword.control.step.mrx
 *   elapse 20 ms
//   ^^^^^^ keyword.control.step.mrx
//          ^^ constant.numeric.mrx
//             ^^ keyword.other.unit.mrx
 *   check ServerList.Flink == &ServerList
//   ^^^^^ keyword.control.step.mrx
//                   ^ punctuation.accessor.mrx
//                          ^^ keyword.operator.comparison.mrx
//                             ^ keyword.operator.mrx
 *   call MyPing(0x10, NULL) by system
//   ^^^^ keyword.control.step.mrx
//        ^^^^^^ entity.name.function.mrx
//               ^^^^ constant.numeric.mrx
//                     ^^^^ constant.language.mrx
//                           ^^ keyword.other.mrx
//                              ^^^^^^ support.constant.mrx
 *   inject allocation fails each
//   ^^^^^^ keyword.control.clause.mrx
//          ^^^^^^^^^^ keyword.control.event.mrx
//                     ^^^^^ keyword.other.mrx
//                           ^^^^ keyword.other.mrx
 *   inject post by rdbss fails at 2
//          ^^^^ keyword.control.event.mrx
//               ^^ keyword.other.mrx
//                  ^^^^^ support.constant.mrx
//                              ^^ keyword.other.mrx
//                                 ^ constant.numeric.mrx
 *   inject MyDisconnect returns STATUS_CONNECTION_RESET
//          ^^^^^^^^^^^^ entity.name.function.mrx
//                       ^^^^^^^ keyword.other.mrx
//                               ^^^^^^^^^^^^^^^^^^^^^^^ constant.other.mrx
 *   stub MySend returns STATUS_SUCCESS, takes 20 ms | frees Buffer, sets *Length = 4 | blocks
//   ^^^^ keyword.control.clause.mrx
//        ^^^^^^ entity.name.function.mrx
//               ^^^^^^^ keyword.other.mrx
//                                       ^^^^^ keyword.other.mrx
//                                             ^^ constant.numeric.mrx
//                                                ^^ keyword.other.unit.mrx
//                                                   ^ keyword.operator.alternative.mrx
//                                                     ^^^^^ keyword.other.mrx
//                                                                   ^^^^ keyword.other.mrx
//                                                                                ^ keyword.operator.assignment.mrx
//                                                                                      ^^^^^^ keyword.other.mrx
 *   explore all preemptions <= 2
//   ^^^^^^^ keyword.control.clause.mrx
//           ^^^ keyword.other.mrx
//               ^^^^^^^^^^^ keyword.other.mrx
//                           ^^ keyword.operator.comparison.mrx
//                              ^ constant.numeric.mrx
 *   explore random 500 seed 7
//           ^^^^^^ keyword.other.mrx
//                      ^^^^ keyword.other.mrx
 *   explore schedule "1a2b"
//           ^^^^^^^^ keyword.other.mrx
//                    ^^^^^^ string.quoted.double.mrx
 *   expect SrvCall->Context == NULL when Force != FALSE in "forced"
//   ^^^^^^ keyword.control.clause.mrx
//                              ^^^^ constant.language.mrx
//                                   ^^^^ keyword.other.mrx
//                                              ^^ keyword.operator.comparison.mrx
//                                                       ^^ keyword.other.mrx
//                                                          ^^^^^^^^ string.quoted.double.mrx
 *   expect ServerCount unchanged
//                      ^^^^^^^^^ keyword.other.mrx
 *   expect return in { STATUS_SUCCESS, STATUS_PENDING }
//          ^^^^^^ variable.language.mrx
//                 ^^ keyword.other.mrx
//                      ^^^^^^^^^^^^^^ constant.other.mrx
 *   expect return within 30 s
//                 ^^^^^^ keyword.other.mrx
//                        ^^ constant.numeric.mrx
//                           ^ keyword.other.unit.mrx
 *   expect no leaks
//          ^^ keyword.other.mrx
//             ^^^^^ keyword.control.event.mrx
 *   expect no race on ServerList
//             ^^^^ keyword.control.event.mrx
//                  ^^ keyword.other.mrx
 *   expect call MyFinalize#2(_, TRUE) exactly 1 on worker before free old(SrvCall->Context)
//          ^^^^ keyword.control.event.mrx
//               ^^^^^^^^^^ entity.name.function.mrx
//                         ^ keyword.operator.mrx
//                          ^ constant.numeric.mrx
//                               ^^^^ constant.language.mrx
//                                     ^^^^^^^ keyword.other.mrx
//                                             ^ constant.numeric.mrx
//                                               ^^ keyword.other.mrx
//                                                  ^^^^^^ support.constant.mrx
//                                                         ^^^^^^ keyword.other.mrx
//                                                                ^^^^ keyword.control.event.mrx
//                                                                     ^^^ support.function.mrx
 *   expect call MyDrop at least 2 during MyStop
//                      ^^ keyword.other.mrx
//                         ^^^^^ keyword.other.mrx
//                                 ^^^^^^ keyword.other.mrx
//                                        ^^^^^^ entity.name.function.mrx
 *   expect never close Session after entry
//          ^^^^^ keyword.other.mrx
//                ^^^^^ keyword.control.event.mrx
//                              ^^^^^ keyword.other.mrx
//                                    ^^^^^ keyword.control.event.mrx
 *   expect call MyTrace before return
//                       ^^^^^^ keyword.other.mrx
//                              ^^^^^^ keyword.control.event.mrx
 *   expect order MyUnlink, MyClose, MyFree
//          ^^^^^ keyword.other.mrx
//                ^^^^^^^^ entity.name.function.mrx
//                        ^ punctuation.separator.mrx
//                          ^^^^^^^ entity.name.function.mrx
 *   expect not holds ServerLock exclusive
//          ^^^ keyword.other.mrx
//              ^^^^^ keyword.other.mrx
//                    ^^^^^^^^^^ - keyword.other.mrx
//                               ^^^^^^^^^ keyword.other.mrx
 *   expect thread == worker && process != user
//          ^^^^^^ variable.language.mrx
//                 ^^ keyword.operator.comparison.mrx
//                    ^^^^^^ support.constant.mrx
//                           ^^ keyword.operator.logical.mrx
//                              ^^^^^^^ variable.language.mrx
//                                         ^^^^ support.constant.mrx
 *   expect freed(old(SrvCall->Context)) || held(ServerLock)
//          ^^^^^ support.function.mrx
//                ^^^ support.function.mrx
//                                          ^^^^ support.function.mrx
 *   allow MRX048 because "the transport aborts within 30 s"
//   ^^^^^ keyword.control.clause.mrx
//         ^^^^^^ constant.other.code.mrx
//                ^^^^^^^ keyword.other.mrx
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.mrx
 */
// <~- punctuation.definition.comment.end.c - meta.annotation.mrx
code();
//^^^^^ - meta.annotation.mrx
