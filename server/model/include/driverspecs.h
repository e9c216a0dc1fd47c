/*
 * Driver annotations of both generations (_IRQL_requires_max_, __drv_maxIRQL …), expanding to nothing.
 */
#ifndef DRIVERSPECS_H
#define DRIVERSPECS_H

#include "sal.h"

/* Interrupt request levels. */

#define _IRQL_requires_(irql)
#define _IRQL_requires_max_(irql)
#define _IRQL_requires_min_(irql)
#define _IRQL_raises_(irql)
#define _IRQL_saves_
#define _IRQL_saves_global_(kind, param)
#define _IRQL_restores_
#define _IRQL_restores_global_(kind, param)
#define _IRQL_always_function_max_(irql)
#define _IRQL_always_function_min_(irql)
#define _IRQL_is_cancel_
#define _IRQL_uses_cancel_
#define _IRQL_requires_same_
#define _IRQL_limited_to_(irql)

/* Other facts of kernel code. */

#define _Dispatch_type_(kind)
#define _Kernel_clear_do_init_(yesNo)
#define _Kernel_float_restored_
#define _Kernel_float_saved_
#define _Kernel_float_used_
#define _Kernel_IoGetDmaAdapter_
#define _Kernel_requires_resource_held_(kind)
#define _Kernel_requires_resource_not_held_(kind)
#define _Kernel_acquires_resource_(kind)
#define _Kernel_releases_resource_(kind)
#define _Requires_driver_class_(class)
#define _Flt_ContextParamInit_(name, value)
#define _Landmark_(name)
#define _Analysis_assume_section_locked_(name)
#define _Analysis_assume_section_unlocked_(name)
#define _IRQL_inout_

/* First generation. */

#define __drv_in(annos)
#define __drv_in_deref(annos)
#define __drv_out(annos)
#define __drv_out_deref(annos)
#define __drv_inout_deref(annos)
#define __drv_ret(annos)
#define __drv_arg(expr, annos)
#define __drv_at(expr, annos)
#define __drv_when(cond, annos)
#define __drv_functionClass(name)
#define __drv_dispatchType(kind)
#define __drv_dispatchType_other
#define __drv_requiresIRQL(irql)
#define __drv_maxIRQL(irql)
#define __drv_minIRQL(irql)
#define __drv_raisesIRQL(irql)
#define __drv_sameIRQL
#define __drv_setsIRQL(irql)
#define __drv_savesIRQL
#define __drv_savesIRQLGlobal(kind, param)
#define __drv_restoresIRQL
#define __drv_restoresIRQLGlobal(kind, param)
#define __drv_maxFunctionIRQL(irql)
#define __drv_minFunctionIRQL(irql)
#define __drv_isCancelIRQL
#define __drv_useCancelIRQL
#define __drv_mustHold(kind)
#define __drv_neverHold(kind)
#define __drv_acquiresResource(kind)
#define __drv_releasesResource(kind)
#define __drv_acquiresResourceGlobal(kind, param)
#define __drv_releasesResourceGlobal(kind, param)
#define __drv_mustHoldGlobal(kind, param)
#define __drv_neverHoldGlobal(kind, param)
#define __drv_acquiresCriticalRegion
#define __drv_releasesCriticalRegion
#define __drv_mustHoldCriticalRegion
#define __drv_neverHoldCriticalRegion
#define __drv_acquiresCancelSpinLock
#define __drv_releasesCancelSpinLock
#define __drv_mustHoldCancelSpinLock
#define __drv_neverHoldCancelSpinLock
#define __drv_holdsCancelSpinLock()
#define __drv_acquiresPriorityRegion
#define __drv_releasesPriorityRegion
#define __drv_mustHoldPriorityRegion
#define __drv_neverHoldPriorityRegion
#define __drv_acquiresExclusiveResource(kind)
#define __drv_releasesExclusiveResource(kind)
#define __drv_acquiresExclusiveResourceGlobal(kind, param)
#define __drv_releasesExclusiveResourceGlobal(kind, param)
#define __drv_mustHoldExclusiveResource(kind)
#define __drv_innerAcquiresGlobal(kind, param)
#define __drv_innerReleasesGlobal(kind, param)
#define __drv_innerMustHoldGlobal(kind, param)
#define __drv_innerNeverHoldGlobal(kind, param)
#define __drv_allocatesMem(kind)
#define __drv_freesMem(kind)
#define __drv_aliasesMem
#define __drv_preferredFunction(func, why)
#define __drv_reportError(why)
#define __drv_error
#define __drv_valueIs(list)
#define __drv_constant
#define __drv_nonConstant
#define __drv_strictType(typename, mode)
#define __drv_strictTypeMatch(mode)
#define __drv_formatString(kind)
#define __drv_isObjectPointer
#define __drv_interlocked
#define __drv_typeConst
#define __drv_typeCond
#define __drv_typeBitset
#define __drv_typeExpr
#define __drv_clearDoInit(yesNo)
#define __drv_fpsaved
#define __drv_floatUsed
#define __drv_floatSaved
#define __drv_floatRestored
#define __drv_KMDF
#define __drv_WDM
#define __drv_unit(unit)
#define __drv_nop(x)
#define __drv_notInUnit(unit)
#define __drv_inUnit(unit)
#define __drv_originalFunction
#define __drv_callbackClass
#define __drv_deref(annos)
#define __drv_fun(annos)
#define __drv_allocatesMemory
#define __drv_refParam
#define __drv_dispatch
#define __drv_usesGlobal
#define __drv_completionType(kinds)
#define __drv_setIRQL(irql)
#define __drv_innerMustHold(kind)
#define __drv_declspec(x)
#define __drv_inTry
#define __drv_notInTry
#define __drv_notPointer
#define __drv_isPointer
#define __drv_group(annos)
#define __drv_completion
#define __drv_requiresSameIRQL
#define __drv_requiresFloatSaved
#define __prefast_operator_new_null
#define __prefast_operator_new_throws
#define __internal_kernel_driver
#define __kernel_driver
#define __kernel_code
#define __user_driver
#define __user_code
#define __drv_preferredFunctionEx
#define __drv_NDIS
#define __drv_defined(x)
#define __drv_IoGetDmaAdapter
#define __drv_callbackType(kind)
#define __drv_holdsCriticalRegion()
#define __drv_holdsPriorityRegion()

#endif
