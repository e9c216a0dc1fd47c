/*
 * RxDbgTrace and its relatives: debug output of checked builds, switched per category.
 * A source file names its category with: #define Dbg (DEBUG_TRACE_xxx), parentheses included.
 */
#ifndef _RDBSSTRACE_INCLUDED_
#define _RDBSSTRACE_INCLUDED_

#include "struchdr.h"

typedef struct _DEBUG_TRACE_CONTROLPOINT {
    ULONG ControlPointNumber;
    PSZ Name;
} DEBUG_TRACE_CONTROLPOINT, *PDEBUG_TRACE_CONTROLPOINT;

typedef struct {
    LONG PrintLevel;
    ULONG BreakMask;
    PSZ Name;
} RX_DEBUG_TRACE_CONTROL, *PRX_DEBUG_TRACE_CONTROL;

#define RxDT_INDENT_EXCESS   16
#define RxDT_INDENT_SHIFT    20
#define RxDT_INDENT_MASK     0x3f
#define RxDT_LEVEL_MASK      ((1 << RxDT_INDENT_SHIFT) - 1)
#define RxDT_SUPPRESS_PRINT  0x80000000
#define RxDT_OVERRIDE_RETURN 0x40000000

#ifdef RDBSSTRACE

#define RXDT_Extern                 extern DEBUG_TRACE_CONTROLPOINT
#define RXDT_DeclareCategory(Name)  extern DEBUG_TRACE_CONTROLPOINT RX_DEBUG_TRACE_##Name
#define RXDT_DefineCategory(Name_)  DEBUG_TRACE_CONTROLPOINT RX_DEBUG_TRACE_##Name_ = { 0, #Name_ }

RXDT_DeclareCategory(ERROR);
RXDT_DeclareCategory(HOOKS);
RXDT_DeclareCategory(CATCH_EXCEPTIONS);
RXDT_DeclareCategory(UNWIND);
RXDT_DeclareCategory(CLEANUP);
RXDT_DeclareCategory(CLOSE);
RXDT_DeclareCategory(CREATE);
RXDT_DeclareCategory(DIRCTRL);
RXDT_DeclareCategory(EA);
RXDT_DeclareCategory(FILEINFO);
RXDT_DeclareCategory(FSCTRL);
RXDT_DeclareCategory(LOCKCTRL);
RXDT_DeclareCategory(READ);
RXDT_DeclareCategory(VOLINFO);
RXDT_DeclareCategory(WRITE);
RXDT_DeclareCategory(FLUSH);
RXDT_DeclareCategory(DEVCTRL);
RXDT_DeclareCategory(SHUTDOWN);
RXDT_DeclareCategory(PREFIX);
RXDT_DeclareCategory(DEVFCB);
RXDT_DeclareCategory(ACCHKSUP);
RXDT_DeclareCategory(ALLOCSUP);
RXDT_DeclareCategory(DIRSUP);
RXDT_DeclareCategory(FILOBSUP);
RXDT_DeclareCategory(NAMESUP);
RXDT_DeclareCategory(VERFYSUP);
RXDT_DeclareCategory(CACHESUP);
RXDT_DeclareCategory(SPLAYSUP);
RXDT_DeclareCategory(DEVIOSUP);
RXDT_DeclareCategory(FCBSTRUCTS);
RXDT_DeclareCategory(STRUCSUP);
RXDT_DeclareCategory(FSP_DISPATCHER);
RXDT_DeclareCategory(FSP_DUMP);
RXDT_DeclareCategory(RXCONTX);
RXDT_DeclareCategory(DISPATCH);
RXDT_DeclareCategory(NTFASTIO);
RXDT_DeclareCategory(LOWIO);
RXDT_DeclareCategory(MINIRDR);
RXDT_DeclareCategory(DISCCODE);
RXDT_DeclareCategory(BROWSER);
RXDT_DeclareCategory(CONNECT);
RXDT_DeclareCategory(NTTIMER);
RXDT_DeclareCategory(SCAVTHRD);
RXDT_DeclareCategory(SCAVENGER);
RXDT_DeclareCategory(SHAREACCESS);
RXDT_DeclareCategory(NAMECACHE);
RXDT_DeclareCategory(RXCEBINDING);
RXDT_DeclareCategory(RXCEDBIMPLEMENTATION);
RXDT_DeclareCategory(RXCEMANAGEMENT);
RXDT_DeclareCategory(RXCEXMIT);
RXDT_DeclareCategory(RXCEPOOL);
RXDT_DeclareCategory(RXCETDI);

/* Its address, which is all that is made of it, is NULL: no level holds such output back. */
#define RX_DEBUG_TRACE_ALWAYS (*(PDEBUG_TRACE_CONTROLPOINT)NULL)

extern PCHAR RxIrpCodeToName[];
extern ULONG rdbsstracemarker;

extern BOOLEAN RxGlobalTraceSuppress;
extern BOOLEAN RxNextGlobalTraceSuppress;
extern ULONG RxGlobalTraceIrpCount;

/* Exported by RDBSS' device where the mini-redirector is a driver of its own. */
extern LONG RxDebugTraceIndent;

VOID
RxInitializeDebugTrace(
    VOID);

VOID
RxDebugTraceActual(
    _In_ ULONG NewMask,
    _In_ PSZ Format,
    ...);

BOOLEAN
RxDbgTraceActualNew(
    _In_ ULONG NewMask,
    _Inout_ PDEBUG_TRACE_CONTROLPOINT ControlPoint);

PRX_DEBUG_TRACE_CONTROL
RxDbgTraceFindControlPointActual(
    _Inout_ PDEBUG_TRACE_CONTROLPOINT ControlPoint);

VOID
RxInitializeDebugTraceControlPoint(
    _In_ PSZ Name,
    _Inout_ PDEBUG_TRACE_CONTROLPOINT ControlPoint);

#define RxDbgTraceDoit(Statement) Statement

#define RxDTMASK(Indent, WriteLevel) \
    ((((Indent) + RxDT_INDENT_EXCESS) << RxDT_INDENT_SHIFT) + ((WriteLevel) & RxDT_LEVEL_MASK))

/* Applied to a parenthesised category without parentheses of its own, so that the paste sees the bare name. */
#define RxDTPrefixRx(Category) RX_##Category

#define RxDbgTraceLV__norx_reverseaction(Indent, ControlPoint, Level, Action)                                      \
    {                                                                                                              \
        BOOLEAN __PrintIt =                                                                                        \
            RxDbgTraceActualNew((RxDT_SUPPRESS_PRINT | RxDT_OVERRIDE_RETURN | RxDTMASK(Indent, Level)), (ControlPoint)); \
        if (!__PrintIt) Action;                                                                                    \
    }
#define RxDbgTraceLV__norx(Indent, ControlPoint, Level, Args)                                  \
    {                                                                                          \
        BOOLEAN __PrintIt = RxDbgTraceActualNew(RxDTMASK(Indent, Level), (ControlPoint));      \
        if (__PrintIt) DbgPrint Args;                                                          \
    }
#define RxDbgTraceLVUnIndent__norx(Indent, ControlPoint, Level) \
    { RxDbgTraceActualNew((RxDT_SUPPRESS_PRINT | RxDTMASK(Indent, Level)), (ControlPoint)); }

#define RxDbgTraceLV__(Indent, ControlPoint, Level, Args) \
    RxDbgTraceLV__norx(Indent, &RxDTPrefixRx ControlPoint, Level, Args)
#define RxDbgTraceLVUnIndent__(Indent, ControlPoint, Level) \
    RxDbgTraceLVUnIndent__norx(Indent, &RxDTPrefixRx ControlPoint, Level)

#define RxDbgTrace(Indent, ControlPoint, Args)          RxDbgTraceLV__(Indent, ControlPoint, 1, Args)
#define RxDbgTraceLV(Indent, ControlPoint, Level, Args) RxDbgTraceLV__(Indent, ControlPoint, Level, Args)
#define RxDbgTraceUnIndent(Indent, ControlPoint)        RxDbgTraceLVUnIndent__(Indent, ControlPoint, 1)

#define RxDbgTraceFindControlPoint(ControlPoint) RxDbgTraceFindControlPointActual(&RxDTPrefixRx ControlPoint)

#define DebugBreakPoint(ControlPoint, MaskBit)                                                                     \
    if (((MaskBit) == 0) || (RxDbgTraceFindControlPoint(ControlPoint)->BreakMask & (1 << ((MaskBit) - 1)))) {      \
        DbgBreakPoint();                                                                                           \
    }

#define DebugUnwind(Routine)                                                              \
    {                                                                                     \
        if (AbnormalTermination()) {                                                      \
            RxDbgTrace(0, (DEBUG_TRACE_UNWIND), (#Routine ", Abnormal termination.\n"));  \
        }                                                                                 \
    }

BOOLEAN
RxDbgTraceDisableGlobally(
    VOID);

VOID
RxDbgTraceEnableGlobally(
    _In_ BOOLEAN Enable);

VOID
RxDebugTraceDebugCommand(
    _In_ PSZ name,
    _In_ ULONG level,
    _In_ ULONG pointcount);

VOID
RxDebugTraceZeroAllPrintLevels(
    VOID);

#else

#define RXDT_Extern                extern DEBUG_TRACE_CONTROLPOINT
#define RXDT_DeclareCategory(Name)
#define RXDT_DefineCategory(Name)

#define RxInitializeDebugTrace() { NOTHING; }
#define RxDbgTraceDoit(Statement)

#define RxDbgTraceLV__norx_reverseaction(Indent, ControlPoint, Level, Action) { NOTHING; }
#define RxDbgTraceLV(Indent, ControlPoint, Level, Args)                       { NOTHING; }
#define RxDbgTraceLVUnIndent(Indent, ControlPoint, Level)                     { NOTHING; }
#define RxDbgTrace(Indent, ControlPoint, Args)                                { NOTHING; }
#define RxDbgTraceUnIndent(Indent, ControlPoint)                              { NOTHING; }
#define DebugBreakPoint(ControlPoint, MaskBit)                                { NOTHING; }
#define DebugUnwind(Routine)                                                  { NOTHING; }
#define RxDbgTraceDisableGlobally()                                           (FALSE)
#define RxDbgTraceEnableGlobally(Flag)                                        { NOTHING; }

#endif

#endif
