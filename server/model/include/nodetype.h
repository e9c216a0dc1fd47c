/*
 * Node type codes: the USHORT tag at the head of every RDBSS structure.
 * Values are public facts of the Windows 10 headers.
 */
#ifndef _NODETYPE_INCLUDED_
#define _NODETYPE_INCLUDED_

#include "ntifs.h"

typedef USHORT NODE_TYPE_CODE;
typedef NODE_TYPE_CODE *PNODE_TYPE_CODE;
typedef CSHORT NODE_BYTE_SIZE;

#ifndef NodeType
#define NodeType(Ptr) (*((PNODE_TYPE_CODE)(Ptr)))
#endif

typedef struct _NODE_TYPE_CODE_AND_SIZE_NO_REFCOUNT {
    NODE_TYPE_CODE NodeTypeCode;
    NODE_BYTE_SIZE NodeByteSize;
} NODE_TYPE_CODE_AND_SIZE_NO_REFCOUNT;

typedef struct _NODE_TYPE_CODE_AND_SIZE {
    NODE_TYPE_CODE_AND_SIZE_NO_REFCOUNT;
    volatile ULONG NodeReferenceCount;
} NODE_TYPE_CODE_AND_SIZE, *PNODE_TYPE_AND_SIZE;

/* Clears Size bytes first: members set before this call are lost. */
#define ZeroAndInitializeNodeType(Node, Type, Size)                               \
    {                                                                             \
        RtlZeroMemory((Node), (Size));                                            \
        ((NODE_TYPE_CODE_AND_SIZE *)(Node))->NodeTypeCode = (Type);               \
        ((NODE_TYPE_CODE_AND_SIZE *)(Node))->NodeByteSize = (NODE_BYTE_SIZE)(Size); \
    }

#define NTC_UNDEFINED ((NODE_TYPE_CODE)0x0000)

typedef enum _RX_FILE_TYPE {
    FileTypeNotYetKnown = 0,
    FileTypeDirectory = 2,
    FileTypeFile = 3
} RX_FILE_TYPE;

#define RDBSS_STORAGE_NTC(FileType) ((NODE_TYPE_CODE)(0xec00 + (FileType)))

#define RDBSS_NTC_STORAGE_TYPE_UNKNOWN   ((NODE_TYPE_CODE)0xec00)
#define RDBSS_NTC_STORAGE_TYPE_DIRECTORY ((NODE_TYPE_CODE)0xec02)
#define RDBSS_NTC_STORAGE_TYPE_FILE      ((NODE_TYPE_CODE)0xec03)
#define RDBSS_NTC_SPOOLFILE              ((NODE_TYPE_CODE)0xecfc)
#define RDBSS_NTC_MAILSLOT               ((NODE_TYPE_CODE)0xecfd)
#define RDBSS_NTC_IPC_SHARE              ((NODE_TYPE_CODE)0xecfe)
#define RDBSS_NTC_OPENTARGETDIR_FCB      ((NODE_TYPE_CODE)0xecff)

#define RDBSS_NTC_DATA_HEADER      ((NODE_TYPE_CODE)0xeb00)
#define RDBSS_NTC_VCB              ((NODE_TYPE_CODE)0xeb01)
#define RDBSS_NTC_FOBX             ((NODE_TYPE_CODE)0xeb07)
#define RDBSS_NTC_RX_CONTEXT       ((NODE_TYPE_CODE)0xeb08)
#define RDBSS_NTC_FCB_TABLE        ((NODE_TYPE_CODE)0xeb09)
#define RDBSS_NTC_FCB_TABLE_ENTRY  ((NODE_TYPE_CODE)0xeb0a)
#define RDBSS_NTC_PREFIX_TABLE     ((NODE_TYPE_CODE)0xeb0d)
#define RDBSS_NTC_PREFIX_ENTRY     ((NODE_TYPE_CODE)0xeb0e)
#define RDBSS_NTC_SRVCALL          ((NODE_TYPE_CODE)0xeb10)
#define RDBSS_NTC_NETROOT          ((NODE_TYPE_CODE)0xeb11)
#define RDBSS_NTC_V_NETROOT        ((NODE_TYPE_CODE)0xeb12)
#define RDBSS_NTC_SRVOPEN          ((NODE_TYPE_CODE)0xeb1c)
#define RDBSS_NTC_INTERNAL_SRVOPEN ((NODE_TYPE_CODE)0xeb1d)
#define RDBSS_NTC_VOLUME_FCB       ((NODE_TYPE_CODE)0xeb1f)
#define RDBSS_NTC_RXCE_TRANSPORT   ((NODE_TYPE_CODE)0xeb71)
#define RDBSS_NTC_RXCE_ADDRESS     ((NODE_TYPE_CODE)0xeb72)
#define RDBSS_NTC_RXCE_CONNECTION  ((NODE_TYPE_CODE)0xeb73)
#define RDBSS_NTC_RXCE_VC          ((NODE_TYPE_CODE)0xeb74)
#define RDBSS_NTC_DEVICE_FCB       ((NODE_TYPE_CODE)0xeb9a)
#define RDBSS_NTC_NONPAGED_FCB     ((NODE_TYPE_CODE)0xebfd)
#define RDBSS_NTC_COMMON_DISPATCH  ((NODE_TYPE_CODE)0xebfe)
#define RDBSS_NTC_MINIRDR_DISPATCH ((NODE_TYPE_CODE)0xebff)

typedef USHORT RDBSS_STORAGE_TYPE_CODES;
#define RDBSS_NTC_FCB RDBSS_NTC_STORAGE_TYPE_FILE

#define NodeTypeIsFcb(Fcb)                                          \
    (((NodeType(Fcb) & 0xff00) == RDBSS_NTC_STORAGE_TYPE_UNKNOWN) || \
     ((NodeType(Fcb) & 0xfff0) == 0xeb90))

/* Or-ed into the type code while an instance waits on a scavenger list. */
#define RX_SCAVENGER_MASK 0x1000

typedef enum _RDBSS_BUG_CHECK_CODES {
    RDBSS_BUG_CHECK_FCBSTRUC = 0xfcb00000,
    RDBSS_BUG_CHECK_CACHESUP = 0xca550000,
    RDBSS_BUG_CHECK_CLEANUP = 0xc1ee0000,
    RDBSS_BUG_CHECK_CLOSE = 0xc10e0000,
    RDBSS_BUG_CHECK_NTEXCEPT = 0xbaad0000
} RDBSS_BUG_CHECK_CODES;

#ifndef RDR_FILE_SYSTEM
#define RDR_FILE_SYSTEM ((ULONG)0x00000027L)
#endif
#define RDBSS_FILE_SYSTEM RDR_FILE_SYSTEM

/* The using source file defines BugCheckFileId. */
#define RxBugCheck(A, B, C) \
    { KeBugCheckEx(RDBSS_FILE_SYSTEM, BugCheckFileId | ((ULONG)(__LINE__)), (A), (B), (C)); }

/* Control characters of ASCII. */
#define UCHAR_NUL 0x00
#define UCHAR_SOH 0x01
#define UCHAR_STX 0x02
#define UCHAR_ETX 0x03
#define UCHAR_EOT 0x04
#define UCHAR_ENQ 0x05
#define UCHAR_ACK 0x06
#define UCHAR_BEL 0x07
#define UCHAR_BS  0x08
#define UCHAR_HT  0x09
#define UCHAR_LF  0x0a
#define UCHAR_VT  0x0b
#define UCHAR_FF  0x0c
#define UCHAR_CR  0x0d
#define UCHAR_SO  0x0e
#define UCHAR_SI  0x0f
#define UCHAR_DLE 0x10
#define UCHAR_DC1 0x11
#define UCHAR_DC2 0x12
#define UCHAR_DC3 0x13
#define UCHAR_DC4 0x14
#define UCHAR_NAK 0x15
#define UCHAR_SYN 0x16
#define UCHAR_ETB 0x17
#define UCHAR_CAN 0x18
#define UCHAR_EM  0x19
#define UCHAR_SUB 0x1a
#define UCHAR_ESC 0x1b
#define UCHAR_FS  0x1c
#define UCHAR_GS  0x1d
#define UCHAR_RS  0x1e
#define UCHAR_US  0x1f
#define UCHAR_SP  0x20

#endif
