/*
 * Source annotations of the first generation (__in, __deref_out_bcount …), expanding to nothing.
 * The second generation is in sal.h.
 */
#ifndef SPECSTRINGS_H
#define SPECSTRINGS_H

#include "sal.h"

/* Parameters and buffers. */

#define __in
#define __in_opt
#define __in_ecount(size)
#define __in_ecount_opt(size)
#define __in_ecount_z(size)
#define __in_ecount_z_opt(size)
#define __in_ecount_nz(size)
#define __in_ecount_nz_opt(size)
#define __in_ecount_part(size, length)
#define __in_ecount_part_opt(size, length)
#define __in_ecount_part_z(size, length)
#define __in_ecount_part_z_opt(size, length)
#define __in_ecount_full(size)
#define __in_ecount_full_opt(size)
#define __in_ecount_full_z(size)
#define __in_ecount_full_z_opt(size)
#define __in_bcount(size)
#define __in_bcount_opt(size)
#define __in_bcount_z(size)
#define __in_bcount_z_opt(size)
#define __in_bcount_nz(size)
#define __in_bcount_nz_opt(size)
#define __in_bcount_part(size, length)
#define __in_bcount_part_opt(size, length)
#define __in_bcount_part_z(size, length)
#define __in_bcount_part_z_opt(size, length)
#define __in_bcount_full(size)
#define __in_bcount_full_opt(size)
#define __in_bcount_full_z(size)
#define __in_bcount_full_z_opt(size)
#define __in_z
#define __in_z_opt
#define __in_nz
#define __in_nz_opt
#define __in_awcount(expr, size)
#define __in_awcount_opt(expr, size)
#define __in_xcount(size)
#define __in_xcount_opt(size)
#define __in_xcount_part(size, length)
#define __in_xcount_full(size)
#define __out
#define __out_opt
#define __out_ecount(size)
#define __out_ecount_opt(size)
#define __out_ecount_z(size)
#define __out_ecount_z_opt(size)
#define __out_ecount_nz(size)
#define __out_ecount_nz_opt(size)
#define __out_ecount_part(size, length)
#define __out_ecount_part_opt(size, length)
#define __out_ecount_part_z(size, length)
#define __out_ecount_part_z_opt(size, length)
#define __out_ecount_full(size)
#define __out_ecount_full_opt(size)
#define __out_ecount_full_z(size)
#define __out_ecount_full_z_opt(size)
#define __out_bcount(size)
#define __out_bcount_opt(size)
#define __out_bcount_z(size)
#define __out_bcount_z_opt(size)
#define __out_bcount_nz(size)
#define __out_bcount_nz_opt(size)
#define __out_bcount_part(size, length)
#define __out_bcount_part_opt(size, length)
#define __out_bcount_part_z(size, length)
#define __out_bcount_part_z_opt(size, length)
#define __out_bcount_full(size)
#define __out_bcount_full_opt(size)
#define __out_bcount_full_z(size)
#define __out_bcount_full_z_opt(size)
#define __out_z
#define __out_z_opt
#define __out_nz
#define __out_nz_opt
#define __out_awcount(expr, size)
#define __out_awcount_opt(expr, size)
#define __out_xcount(size)
#define __out_xcount_opt(size)
#define __out_xcount_part(size, length)
#define __out_xcount_full(size)
#define __inout
#define __inout_opt
#define __inout_ecount(size)
#define __inout_ecount_opt(size)
#define __inout_ecount_z(size)
#define __inout_ecount_z_opt(size)
#define __inout_ecount_nz(size)
#define __inout_ecount_nz_opt(size)
#define __inout_ecount_part(size, length)
#define __inout_ecount_part_opt(size, length)
#define __inout_ecount_part_z(size, length)
#define __inout_ecount_part_z_opt(size, length)
#define __inout_ecount_full(size)
#define __inout_ecount_full_opt(size)
#define __inout_ecount_full_z(size)
#define __inout_ecount_full_z_opt(size)
#define __inout_bcount(size)
#define __inout_bcount_opt(size)
#define __inout_bcount_z(size)
#define __inout_bcount_z_opt(size)
#define __inout_bcount_nz(size)
#define __inout_bcount_nz_opt(size)
#define __inout_bcount_part(size, length)
#define __inout_bcount_part_opt(size, length)
#define __inout_bcount_part_z(size, length)
#define __inout_bcount_part_z_opt(size, length)
#define __inout_bcount_full(size)
#define __inout_bcount_full_opt(size)
#define __inout_bcount_full_z(size)
#define __inout_bcount_full_z_opt(size)
#define __inout_z
#define __inout_z_opt
#define __inout_nz
#define __inout_nz_opt
#define __inout_awcount(expr, size)
#define __inout_awcount_opt(expr, size)
#define __inout_xcount(size)
#define __inout_xcount_opt(size)
#define __inout_xcount_part(size, length)
#define __inout_xcount_full(size)

/* Behind a pointer. */

#define __volatile
#define __deref_out
#define __deref_out_opt
#define __deref_out_z
#define __deref_out_z_opt
#define __deref_out_nz
#define __deref_out_nz_opt
#define __deref_out_ecount(size)
#define __deref_out_ecount_opt(size)
#define __deref_out_ecount_z(size)
#define __deref_out_ecount_z_opt(size)
#define __deref_out_ecount_nz(size)
#define __deref_out_ecount_part(size, length)
#define __deref_out_ecount_part_opt(size, length)
#define __deref_out_ecount_part_z(size, length)
#define __deref_out_ecount_part_z_opt(size, length)
#define __deref_out_ecount_full(size)
#define __deref_out_ecount_full_opt(size)
#define __deref_out_ecount_full_z(size)
#define __deref_out_ecount_full_z_opt(size)
#define __deref_out_bcount(size)
#define __deref_out_bcount_opt(size)
#define __deref_out_bcount_z(size)
#define __deref_out_bcount_z_opt(size)
#define __deref_out_bcount_nz(size)
#define __deref_out_bcount_part(size, length)
#define __deref_out_bcount_part_opt(size, length)
#define __deref_out_bcount_part_z(size, length)
#define __deref_out_bcount_part_z_opt(size, length)
#define __deref_out_bcount_full(size)
#define __deref_out_bcount_full_opt(size)
#define __deref_out_bcount_full_z(size)
#define __deref_out_bcount_full_z_opt(size)
#define __deref_opt_out
#define __deref_opt_out_opt
#define __deref_opt_out_z
#define __deref_opt_out_z_opt
#define __deref_opt_out_nz
#define __deref_opt_out_nz_opt
#define __deref_opt_out_ecount(size)
#define __deref_opt_out_ecount_opt(size)
#define __deref_opt_out_ecount_z(size)
#define __deref_opt_out_ecount_z_opt(size)
#define __deref_opt_out_ecount_nz(size)
#define __deref_opt_out_ecount_part(size, length)
#define __deref_opt_out_ecount_part_opt(size, length)
#define __deref_opt_out_ecount_part_z(size, length)
#define __deref_opt_out_ecount_part_z_opt(size, length)
#define __deref_opt_out_ecount_full(size)
#define __deref_opt_out_ecount_full_opt(size)
#define __deref_opt_out_ecount_full_z(size)
#define __deref_opt_out_ecount_full_z_opt(size)
#define __deref_opt_out_bcount(size)
#define __deref_opt_out_bcount_opt(size)
#define __deref_opt_out_bcount_z(size)
#define __deref_opt_out_bcount_z_opt(size)
#define __deref_opt_out_bcount_nz(size)
#define __deref_opt_out_bcount_part(size, length)
#define __deref_opt_out_bcount_part_opt(size, length)
#define __deref_opt_out_bcount_part_z(size, length)
#define __deref_opt_out_bcount_part_z_opt(size, length)
#define __deref_opt_out_bcount_full(size)
#define __deref_opt_out_bcount_full_opt(size)
#define __deref_opt_out_bcount_full_z(size)
#define __deref_opt_out_bcount_full_z_opt(size)
#define __deref_inout
#define __deref_inout_opt
#define __deref_inout_z
#define __deref_inout_z_opt
#define __deref_inout_nz
#define __deref_inout_nz_opt
#define __deref_inout_ecount(size)
#define __deref_inout_ecount_opt(size)
#define __deref_inout_ecount_z(size)
#define __deref_inout_ecount_z_opt(size)
#define __deref_inout_ecount_nz(size)
#define __deref_inout_ecount_part(size, length)
#define __deref_inout_ecount_part_opt(size, length)
#define __deref_inout_ecount_part_z(size, length)
#define __deref_inout_ecount_part_z_opt(size, length)
#define __deref_inout_ecount_full(size)
#define __deref_inout_ecount_full_opt(size)
#define __deref_inout_ecount_full_z(size)
#define __deref_inout_ecount_full_z_opt(size)
#define __deref_inout_bcount(size)
#define __deref_inout_bcount_opt(size)
#define __deref_inout_bcount_z(size)
#define __deref_inout_bcount_z_opt(size)
#define __deref_inout_bcount_nz(size)
#define __deref_inout_bcount_part(size, length)
#define __deref_inout_bcount_part_opt(size, length)
#define __deref_inout_bcount_part_z(size, length)
#define __deref_inout_bcount_part_z_opt(size, length)
#define __deref_inout_bcount_full(size)
#define __deref_inout_bcount_full_opt(size)
#define __deref_inout_bcount_full_z(size)
#define __deref_inout_bcount_full_z_opt(size)
#define __deref_opt_inout
#define __deref_opt_inout_opt
#define __deref_opt_inout_z
#define __deref_opt_inout_z_opt
#define __deref_opt_inout_nz
#define __deref_opt_inout_nz_opt
#define __deref_opt_inout_ecount(size)
#define __deref_opt_inout_ecount_opt(size)
#define __deref_opt_inout_ecount_z(size)
#define __deref_opt_inout_ecount_z_opt(size)
#define __deref_opt_inout_ecount_nz(size)
#define __deref_opt_inout_ecount_part(size, length)
#define __deref_opt_inout_ecount_part_opt(size, length)
#define __deref_opt_inout_ecount_part_z(size, length)
#define __deref_opt_inout_ecount_part_z_opt(size, length)
#define __deref_opt_inout_ecount_full(size)
#define __deref_opt_inout_ecount_full_opt(size)
#define __deref_opt_inout_ecount_full_z(size)
#define __deref_opt_inout_ecount_full_z_opt(size)
#define __deref_opt_inout_bcount(size)
#define __deref_opt_inout_bcount_opt(size)
#define __deref_opt_inout_bcount_z(size)
#define __deref_opt_inout_bcount_z_opt(size)
#define __deref_opt_inout_bcount_nz(size)
#define __deref_opt_inout_bcount_part(size, length)
#define __deref_opt_inout_bcount_part_opt(size, length)
#define __deref_opt_inout_bcount_part_z(size, length)
#define __deref_opt_inout_bcount_part_z_opt(size, length)
#define __deref_opt_inout_bcount_full(size)
#define __deref_opt_inout_bcount_full_opt(size)
#define __deref_opt_inout_bcount_full_z(size)
#define __deref_opt_inout_bcount_full_z_opt(size)
#define __deref_in
#define __deref_in_opt
#define __deref_in_z
#define __deref_in_z_opt
#define __deref_in_nz
#define __deref_in_nz_opt
#define __deref_in_ecount(size)
#define __deref_in_ecount_opt(size)
#define __deref_in_ecount_z(size)
#define __deref_in_ecount_z_opt(size)
#define __deref_in_ecount_nz(size)
#define __deref_in_ecount_part(size, length)
#define __deref_in_ecount_part_opt(size, length)
#define __deref_in_ecount_part_z(size, length)
#define __deref_in_ecount_part_z_opt(size, length)
#define __deref_in_ecount_full(size)
#define __deref_in_ecount_full_opt(size)
#define __deref_in_ecount_full_z(size)
#define __deref_in_ecount_full_z_opt(size)
#define __deref_in_bcount(size)
#define __deref_in_bcount_opt(size)
#define __deref_in_bcount_z(size)
#define __deref_in_bcount_z_opt(size)
#define __deref_in_bcount_nz(size)
#define __deref_in_bcount_part(size, length)
#define __deref_in_bcount_part_opt(size, length)
#define __deref_in_bcount_part_z(size, length)
#define __deref_in_bcount_part_z_opt(size, length)
#define __deref_in_bcount_full(size)
#define __deref_in_bcount_full_opt(size)
#define __deref_in_bcount_full_z(size)
#define __deref_in_bcount_full_z_opt(size)
#define __deref_opt_in
#define __deref_opt_in_opt
#define __deref_opt_in_z
#define __deref_opt_in_z_opt
#define __deref_opt_in_nz
#define __deref_opt_in_nz_opt
#define __deref_opt_in_ecount(size)
#define __deref_opt_in_ecount_opt(size)
#define __deref_opt_in_ecount_z(size)
#define __deref_opt_in_ecount_z_opt(size)
#define __deref_opt_in_ecount_nz(size)
#define __deref_opt_in_ecount_part(size, length)
#define __deref_opt_in_ecount_part_opt(size, length)
#define __deref_opt_in_ecount_part_z(size, length)
#define __deref_opt_in_ecount_part_z_opt(size, length)
#define __deref_opt_in_ecount_full(size)
#define __deref_opt_in_ecount_full_opt(size)
#define __deref_opt_in_ecount_full_z(size)
#define __deref_opt_in_ecount_full_z_opt(size)
#define __deref_opt_in_bcount(size)
#define __deref_opt_in_bcount_opt(size)
#define __deref_opt_in_bcount_z(size)
#define __deref_opt_in_bcount_z_opt(size)
#define __deref_opt_in_bcount_nz(size)
#define __deref_opt_in_bcount_part(size, length)
#define __deref_opt_in_bcount_part_opt(size, length)
#define __deref_opt_in_bcount_part_z(size, length)
#define __deref_opt_in_bcount_part_z_opt(size, length)
#define __deref_opt_in_bcount_full(size)
#define __deref_opt_in_bcount_full_opt(size)
#define __deref_opt_in_bcount_full_z(size)
#define __deref_opt_in_bcount_full_z_opt(size)

/* Fields, ranges, types and functions. */

#define __deref_in_range(lb, ub)
#define __deref_out_range(lb, ub)
#define __deref_inout_range(lb, ub)
#define __in_range(lb, ub)
#define __out_range(lb, ub)
#define __inout_range(lb, ub)
#define __field_range(lb, ub)
#define __range(lb, ub)
#define __field_ecount(size)
#define __field_bcount(size)
#define __field_ecount_opt(size)
#define __field_bcount_opt(size)
#define __field_ecount_part(size, init)
#define __field_bcount_part(size, init)
#define __field_ecount_part_opt(size, init)
#define __field_bcount_part_opt(size, init)
#define __field_ecount_full(size)
#define __field_bcount_full(size)
#define __field_xcount(size)
#define __field_xcount_part(size, init)
#define __field_data_source(name)
#define __struct_bcount(size)
#define __struct_xcount(size)
#define __nullterminated
#define __nullnullterminated
#define __reserved
#define __checkReturn
#define __typefix(type)
#define __override
#define __callback
#define __format_string
#define __blocksOn(resource)
#define __control_entrypoint(category)
#define __data_entrypoint(category)
#define __fallthrough
#define __success(expr)
#define __out_awcount_full(size)
#define __possibly_notnullterminated
#define __readonly
#define __notreadonly
#define __maybereadonly
#define __valid
#define __notvalid
#define __maybevalid
#define __null
#define __notnull
#define __maybenull
#define __exceptthat
#define __refparam
#define __elem_readableTo(extent)
#define __byte_readableTo(extent)
#define __elem_writableTo(size)
#define __byte_writableTo(size)
#define __readableTo(extent)
#define __writableTo(size)
#define __pre
#define __post
#define __precond(cond)
#define __postcond(cond)
#define __inner_control_entrypoint(category)
#define __in_data_source(name)
#define __out_data_source(name)
#define __kernel_entry
#define __gdi_entry
#define __rpc_entry
#define __encoded_pointer
#define __encoded_array
#define __bound
#define __assume_bound(x)
#define __allocator
#define __analysis_noreturn
#define __inexpressible_readableTo(size)
#define __inexpressible_writableTo(size)
#define __transfer(formal)
#define __file_parser(type)
#define __file_parser_class(type)
#define __file_parser_library(type)
#define __source_code_content(type)
#define __class_code_content(type)
#define __encoded_pointer_
#define __field_encoded_pointer
#define __field_encoded_array
#define __type_has_adt_prop(adt, prop)
#define __out_has_adt_prop(adt, prop)
#define __untrusted_data_source(name)
#define _Kernel_entry_always_
#define _Kernel_entry_
#define __success_
#define _In_function_class_(x)
#define _Inexpressible_(expr)
#define __analysis_assume_nullterminated(x)
#define __analysis_hint(x)
#define _Deref_prepost_z_cap_(size)
#define __fallthrough_
#define _Inout_ptrdiff_count_(ptr)
#define __analysis_assert(expr)
#define __nothrow
#define __deref
#define __post_except_maybenull
#define __pre_except_maybenull
#define __post_deref_except_maybenull
#define __pre_deref_except_maybenull
#define __ecount(size)
#define __bcount(size)
#define __ecount_opt(size)
#define __bcount_opt(size)
#define __deref_ecount(size)
#define __deref_bcount(size)
#define __deref_ecount_opt(size)
#define __deref_bcount_opt(size)
#define __deref_out_ecount_nz_opt(size)
#define __deref_out_bcount_nz_opt(size)
#define __deref_inout_ecount_nz_opt(size)
#define __deref_inout_bcount_nz_opt(size)
#define __deref_opt_ecount(size)
#define __deref_opt_bcount(size)
#define __deref_opt_ecount_opt(size)
#define __deref_opt_bcount_opt(size)
#define __deref_opt_out_ecount_nz_opt(size)
#define __deref_opt_out_bcount_nz_opt(size)
#define __deref_opt_inout_ecount_nz_opt(size)
#define __deref_opt_inout_bcount_nz_opt(size)
#define __static_context(kind, annos)
#define __failure(annos)
#define __valueUndefined
#define __failureDefault(annos)
#define __xcount(size)
#define __xcount_opt(size)
#define __out_xcount_part_opt(size, count)
#define __out_xcount_full_opt(size)
#define __inout_xcount_part_opt(size, count)
#define __inout_xcount_full_opt(size)
#define __deref_xcount(size)
#define __deref_in_xcount(size)
#define __deref_out_xcount(size)
#define __deref_out_xcount_part(size, count)
#define __deref_out_xcount_full(size)
#define __deref_inout_xcount(size)
#define __deref_inout_xcount_part(size, count)
#define __deref_inout_xcount_full(size)
#define __deref_xcount_opt(size)
#define __deref_in_opt_out
#define __deref_in_xcount_opt(size)
#define __deref_out_xcount_opt(size)
#define __deref_out_xcount_part_opt(size, count)
#define __deref_out_xcount_full_opt(size)
#define __deref_inout_xcount_opt(size)
#define __deref_inout_xcount_part_opt(size, count)
#define __deref_inout_xcount_full_opt(size)
#define __deref_opt_xcount(size)
#define __deref_opt_in_xcount(size)
#define __deref_opt_out_xcount(size)
#define __deref_opt_out_xcount_part(size, count)
#define __deref_opt_out_xcount_full(size)
#define __deref_opt_inout_xcount(size)
#define __deref_opt_inout_xcount_part(size, count)
#define __deref_opt_inout_xcount_full(size)
#define __deref_opt_xcount_opt(size)
#define __deref_opt_in_xcount_opt(size)
#define __deref_opt_out_xcount_opt(size)
#define __deref_opt_out_xcount_part_opt(size, count)
#define __deref_opt_out_xcount_full_opt(size)
#define __deref_opt_inout_xcount_opt(size)
#define __deref_opt_inout_xcount_part_opt(size, count)
#define __deref_opt_inout_xcount_full_opt(size)
#define __deref_in_ecount_iterator(size, step)
#define __deref_out_ecount_iterator(size, step)
#define __deref_inout_ecount_iterator(size, step)
#define __post_bcount(size)
#define __post_ecount(size)
#define __deref_realloc_bcount(size, count)
#define __in_ecount_or_z(size)
#define __post_nullnullterminated
#define __field_xcount_opt(size)
#define __field_xcount_part_opt(size, count)
#define __field_xcount_full(size)
#define __field_ecount_full_opt(size)
#define __field_bcount_full_opt(size)
#define __field_xcount_full_opt(size)
#define __field_nullterminated
#define __post_invalid
#define __deallocate(kind)
#define __deallocate_opt(kind)
#define __in_bound
#define __out_bound
#define __deref_out_bound
#define __range_max(x, y)
#define __range_min(x, y)
#define __out_validated(expr)
#define __this_out_data_source(name)
#define __this_out_validated(expr)
#define __out_not_has_adt_prop(adt, prop)
#define __out_transfer_adt_prop(arg)
#define __out_has_type_adt_props(type)
#define __nonvolatile
#define __deref_volatile
#define __deref_nonvolatile
#define __assume_validated(expr)
#define _Memory_origin_(context)
#define _Memory_origin_when_(before, after)
#define _Accessible_bytes_(context, expr)
#define _Accessible_bytes_when_(before, after, expr)
#define _Pre_accessible_bytes_(context, expr)
#define _Pre_accessible_bytes_when_(after, before, expr)
#define _User_
#define _User_on_(expr)
#define _User_always_
#define _User_always_and_needs_probe_on_(mode)
#define _Unreferenced_parameter_
#define _Frees_ptr_
#define _Frees_ptr_opt_
#define _Reallocation_function_(after, before, size)
#define _Ret_reallocated_bytes_(before, size)
#define _In_NLS_string_(size)
#define _Flt_CompletionContext_Outptr_
#define _Flt_ConnectionCookie_Outptr_
#define _Writes_and_advances_ptr_(size)
#define _Writes_bytes_and_advances_ptr_(size)
#define _Post_equals_last_error_
#define _Translates_Win32_to_HRESULT_(status)
#define _Translates_NTSTATUS_to_HRESULT_(status)
#define _Translates_last_error_to_HRESULT_

#ifndef __analysis_assume
#define __analysis_assume(expr) __assume(expr)
#endif

#include "driverspecs.h"

#endif
