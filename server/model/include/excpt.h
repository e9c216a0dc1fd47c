/*
 * Structured exception handling: dispositions, filter results and the intrinsics of __except and __finally.
 */
#ifndef _INC_EXCPT
#define _INC_EXCPT

typedef enum _EXCEPTION_DISPOSITION {
    ExceptionContinueExecution,
    ExceptionContinueSearch,
    ExceptionNestedException,
    ExceptionCollidedUnwind
} EXCEPTION_DISPOSITION;

#define EXCEPTION_EXECUTE_HANDLER      1
#define EXCEPTION_CONTINUE_SEARCH      0
#define EXCEPTION_CONTINUE_EXECUTION   (-1)

#define GetExceptionCode        _exception_code
#define exception_code          _exception_code
#define GetExceptionInformation() ((struct _EXCEPTION_POINTERS *)_exception_info())
#define exception_info          GetExceptionInformation
#define AbnormalTermination     _abnormal_termination
#define abnormal_termination    _abnormal_termination

unsigned long __cdecl _exception_code(void);
void *__cdecl _exception_info(void);
int __cdecl _abnormal_termination(void);

#ifndef try
#ifndef __cplusplus
#define try     __try
#define except  __except
#define finally __finally
#define leave   __leave
#endif
#endif

#endif
