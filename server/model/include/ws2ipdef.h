/*
 * Socket addresses and options of IPv4 and IPv6.
 */
#ifndef _WS2IPDEF_
#define _WS2IPDEF_

#include "ws2def.h"
#include "in6addr.h"

#define IFF_UP           0x00000001
#define IFF_BROADCAST    0x00000002
#define IFF_LOOPBACK     0x00000004
#define IFF_POINTTOPOINT 0x00000008
#define IFF_MULTICAST    0x00000010

#define IP_OPTIONS                1
#define IP_HDRINCL                2
#define IP_TOS                    3
#define IP_TTL                    4
#define IP_MULTICAST_IF           9
#define IP_MULTICAST_TTL          10
#define IP_MULTICAST_LOOP         11
#define IP_ADD_MEMBERSHIP         12
#define IP_DROP_MEMBERSHIP        13
#define IP_DONTFRAGMENT           14
#define IP_ADD_SOURCE_MEMBERSHIP  15
#define IP_DROP_SOURCE_MEMBERSHIP 16
#define IP_BLOCK_SOURCE           17
#define IP_UNBLOCK_SOURCE         18
#define IP_PKTINFO                19
#define IP_HOPLIMIT               21
#define IP_RECVTTL                21
#define IP_RECEIVE_BROADCAST      22
#define IP_RECVIF                 24
#define IP_RECVDSTADDR            25
#define IP_IFLIST                 28
#define IP_ADD_IFLIST             29
#define IP_DEL_IFLIST             30
#define IP_UNICAST_IF             31
#define IP_RTHDR                  32
#define IP_GET_IFLIST             33
#define IP_RECVRTHDR              38
#define IP_TCLASS                 39
#define IP_RECVTCLASS             40
#define IP_RECVTOS                40
#define IP_ORIGINAL_ARRIVAL_IF    47
#define IP_ECN                    50
#define IP_RECVECN                50

#define IPV6_HOPOPTS         1
#define IPV6_HDRINCL         2
#define IPV6_UNICAST_HOPS    4
#define IPV6_MULTICAST_IF    9
#define IPV6_MULTICAST_HOPS  10
#define IPV6_MULTICAST_LOOP  11
#define IPV6_ADD_MEMBERSHIP  12
#define IPV6_JOIN_GROUP      IPV6_ADD_MEMBERSHIP
#define IPV6_DROP_MEMBERSHIP 13
#define IPV6_LEAVE_GROUP     IPV6_DROP_MEMBERSHIP
#define IPV6_DONTFRAG        14
#define IPV6_PKTINFO         19
#define IPV6_HOPLIMIT        21
#define IPV6_PROTECTION_LEVEL 23
#define IPV6_RECVIF          24
#define IPV6_RECVDSTADDR     25
#define IPV6_CHECKSUM        26
#define IPV6_V6ONLY          27
#define IPV6_IFLIST          28
#define IPV6_ADD_IFLIST      29
#define IPV6_DEL_IFLIST      30
#define IPV6_UNICAST_IF      31
#define IPV6_RTHDR           32
#define IPV6_RECVRTHDR       38
#define IPV6_TCLASS          39
#define IPV6_RECVTCLASS      40

#define PROTECTION_LEVEL_UNRESTRICTED   10
#define PROTECTION_LEVEL_EDGERESTRICTED 20
#define PROTECTION_LEVEL_RESTRICTED     30
#define PROTECTION_LEVEL_DEFAULT        ((UINT)-1)

#define TCP_EXPEDITED_1122        0x0002
#define TCP_KEEPALIVE             3
#define TCP_MAXSEG                4
#define TCP_MAXRT                 5
#define TCP_STDURG                6
#define TCP_NOURG                 7
#define TCP_ATMARK                8
#define TCP_NOSYNRETRIES          9
#define TCP_TIMESTAMPS            10
#define TCP_OFFLOAD_PREFERENCE    11
#define TCP_CONGESTION_ALGORITHM  12
#define TCP_DELAY_FIN_ACK         13
#define TCP_MAXRTMS               14
#define TCP_FASTOPEN              15
#define TCP_KEEPCNT               16
#define TCP_KEEPIDLE              TCP_KEEPALIVE
#define TCP_KEEPINTVL             17
#define TCP_FAIL_CONNECT_ON_ICMP_ERROR 18
#define TCP_ICMP_ERROR_INFO       19

#define UDP_NOCHECKSUM       1
#define UDP_SEND_MSG_SIZE    2
#define UDP_RECV_MAX_COALESCED_SIZE 3
#define UDP_CHECKSUM_COVERAGE 20
#define UDP_COALESCED_INFO   3

typedef struct sockaddr_in6 {
    ADDRESS_FAMILY sin6_family;
    USHORT sin6_port;
    ULONG sin6_flowinfo;
    IN6_ADDR sin6_addr;
    union {
        ULONG sin6_scope_id;
        SCOPE_ID sin6_scope_struct;
    };
} SOCKADDR_IN6_LH, *PSOCKADDR_IN6_LH, *LPSOCKADDR_IN6_LH;

typedef SOCKADDR_IN6_LH SOCKADDR_IN6;
typedef SOCKADDR_IN6 *PSOCKADDR_IN6, *LPSOCKADDR_IN6;

typedef union _SOCKADDR_INET {
    SOCKADDR_IN Ipv4;
    SOCKADDR_IN6 Ipv6;
    ADDRESS_FAMILY si_family;
} SOCKADDR_INET, *PSOCKADDR_INET;

typedef struct _sockaddr_in6_pair {
    PSOCKADDR_IN6 SourceAddress;
    PSOCKADDR_IN6 DestinationAddress;
} SOCKADDR_IN6_PAIR, *PSOCKADDR_IN6_PAIR;

#define SS_PORT(ssp)    (((PSOCKADDR_IN)(ssp))->sin_port)
#define IN6ADDR_ANY_INIT {{{0}}}
#define IN6ADDR_LOOPBACK_INIT {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}}

#define INET_ADDRSTRLEN  22
#define INET6_ADDRSTRLEN 65

typedef struct ip_mreq {
    IN_ADDR imr_multiaddr;
    IN_ADDR imr_interface;
} IP_MREQ, *PIP_MREQ;

typedef struct ip_mreq_source {
    IN_ADDR imr_multiaddr;
    IN_ADDR imr_sourceaddr;
    IN_ADDR imr_interface;
} IP_MREQ_SOURCE, *PIP_MREQ_SOURCE;

typedef struct ipv6_mreq {
    IN6_ADDR ipv6mr_multiaddr;
    ULONG ipv6mr_interface;
} IPV6_MREQ, *PIPV6_MREQ;

typedef struct in_pktinfo {
    IN_ADDR ipi_addr;
    ULONG ipi_ifindex;
} IN_PKTINFO, *PIN_PKTINFO;

typedef struct in6_pktinfo {
    IN6_ADDR ipi6_addr;
    ULONG ipi6_ifindex;
} IN6_PKTINFO, *PIN6_PKTINFO;

typedef enum {
    MCAST_INCLUDE = 0,
    MCAST_EXCLUDE
} MULTICAST_MODE_TYPE;

FORCEINLINE
BOOLEAN
IN6_ADDR_EQUAL(
    _In_ CONST IN6_ADDR *x,
    _In_ CONST IN6_ADDR *y)
{
    CONST ULONG64 *a = (CONST ULONG64 *)x;
    CONST ULONG64 *b = (CONST ULONG64 *)y;
    return (BOOLEAN)(a[0] == b[0] && a[1] == b[1]);
}

FORCEINLINE
BOOLEAN
IN6_IS_ADDR_UNSPECIFIED(
    _In_ CONST IN6_ADDR *a)
{
    CONST ULONG64 *half = (CONST ULONG64 *)a;
    return (BOOLEAN)(half[0] == 0 && half[1] == 0);
}

FORCEINLINE
BOOLEAN
IN6_IS_ADDR_LOOPBACK(
    _In_ CONST IN6_ADDR *a)
{
    CONST USHORT *word = a->s6_words;
    return (BOOLEAN)(word[0] == 0 && word[1] == 0 && word[2] == 0 && word[3] == 0 && word[4] == 0 && word[5] == 0 &&
                     word[6] == 0 && word[7] == 0x0100);
}

FORCEINLINE
BOOLEAN
IN6_IS_ADDR_MULTICAST(
    _In_ CONST IN6_ADDR *a)
{
    return (BOOLEAN)(a->s6_bytes[0] == 0xff);
}

FORCEINLINE
BOOLEAN
IN6_IS_ADDR_LINKLOCAL(
    _In_ CONST IN6_ADDR *a)
{
    return (BOOLEAN)(a->s6_bytes[0] == 0xfe && (a->s6_bytes[1] & 0xc0) == 0x80);
}

FORCEINLINE
BOOLEAN
IN6_IS_ADDR_V4MAPPED(
    _In_ CONST IN6_ADDR *a)
{
    CONST USHORT *word = a->s6_words;
    return (BOOLEAN)(word[0] == 0 && word[1] == 0 && word[2] == 0 && word[3] == 0 && word[4] == 0 && word[5] == 0xffff);
}

#endif
