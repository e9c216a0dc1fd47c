/*
 * Characters of ANSI names: which are legal in which file system, and which lead two bytes.
 */
#ifndef _KERNEL_ANSI_
#define _KERNEL_ANSI_

#include "fsrtl.h"

extern const UCHAR *const *FsRtlLegalAnsiCharacterArray;
extern PUSHORT *NlsOemLeadByteInfo;
extern BOOLEAN *NlsMbOemCodePageTag;

#define NLS_OEM_LEAD_BYTE_INFO   (*NlsOemLeadByteInfo)
#define NLS_MB_OEM_CODE_PAGE_TAG (*NlsMbOemCodePageTag)
#define NLS_MB_CODE_PAGE_TAG     NLS_MB_OEM_CODE_PAGE_TAG

#define FsRtlTestAnsiCharacter(C, Default, WildOk, Flags_) \
    (((SCHAR)(C) < 0) ? (Default) \
                      : ((LEGAL_ANSI_CHARACTER_ARRAY[(C)] & ((Flags_) | ((WildOk) ? FSRTL_WILD_CHARACTER : 0))) != 0))
#define FsRtlIsAnsiCharacterLegal(C, Flags)            FsRtlTestAnsiCharacter((C), TRUE, FALSE, (Flags))
#define FsRtlIsAnsiCharacterLegalFat(C, WildOk)        FsRtlTestAnsiCharacter((C), TRUE, (WildOk), FSRTL_FAT_LEGAL)
#define FsRtlIsAnsiCharacterLegalHpfs(C, WildOk)       FsRtlTestAnsiCharacter((C), TRUE, (WildOk), FSRTL_HPFS_LEGAL)
#define FsRtlIsAnsiCharacterLegalNtfs(C, WildOk)       FsRtlTestAnsiCharacter((C), TRUE, (WildOk), FSRTL_NTFS_LEGAL)
#define FsRtlIsAnsiCharacterLegalNtfsStream(C, WildOk) FsRtlTestAnsiCharacter((C), TRUE, (WildOk), FSRTL_NTFS_STREAM_LEGAL)
#define FsRtlIsLeadDbcsCharacter(C) \
    ((BOOLEAN)((UCHAR)(C) >= 0x80 && NLS_MB_CODE_PAGE_TAG && (NLS_OEM_LEAD_BYTE_INFO[(UCHAR)(C)] != 0)))

#endif
