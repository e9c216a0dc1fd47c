/*
 * Numbers of network providers, as redirectors and their network provider DLLs name themselves.
 */
#ifndef _KERNEL_PROVIDERS_
#define _KERNEL_PROVIDERS_

#define WNNC_NET_MSNET       0x00010000
#define WNNC_NET_SMB         0x00020000
#define WNNC_NET_LANMAN      WNNC_NET_SMB
#define WNNC_NET_NETWARE     0x00030000
#define WNNC_NET_SUN_PC_NFS  0x00070000
#define WNNC_NET_FTP_NFS     0x000C0000
#define WNNC_NET_DCE         0x00190000
#define WNNC_NET_AVID        0x001A0000
#define WNNC_NET_RDR2SAMPLE  0x00250000
#define WNNC_NET_CSC         0x00260000
#define WNNC_NET_DAV         0x002E0000
#define WNNC_NET_TERMSRV     0x00360000
#define WNNC_NET_OPENAFS     0x00390000
#define WNNC_NET_AVID1       0x003A0000
#define WNNC_NET_DFS         0x003B0000
#define WNNC_NET_KWNP        0x003C0000
#define WNNC_NET_ZENWORKS    0x003D0000
#define WNNC_NET_VMWARE      0x003F0000
#define WNNC_NET_RSFX        0x00400000
#define WNNC_NET_MFILES      0x00410000
#define WNNC_NET_MS_NFS      0x00420000
#define WNNC_NET_GOOGLE      0x00430000
#define WNNC_CRED_MANAGER    0xFFFF0000

#endif
