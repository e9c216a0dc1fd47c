/*
 * What TDI and WSK have in common: requests that are answered later, at DISPATCH_LEVEL, and a peer that sends back what it
 * is sent. That the peer keeps silent, or goes, is a failure to inject.
 */
#pragma once

#include "kernel.h"

/* What may lie between the peer and a connection, in bytes. */
#define KX_STREAM 1024

typedef struct _KX_CONNECTION KX_CONNECTION, *PKX_CONNECTION;

struct _KX_CONNECTION {
    BOOLEAN Connected;
    /* The peer has gone: what receives gets this status. */
    NTSTATUS Broken;
    /* Arrived, and not taken yet. */
    UCHAR Data[KX_STREAM];
    ULONG Count;
    /* IRPs that wait for data, and those that are to be completed. */
    LIST_ENTRY Receives;
    LIST_ENTRY Answered;
    KDPC Dpc;
    /* Its DPC is queued or runs. */
    BOOLEAN Busy;
    /* In the DPC: what has arrived, or that the peer has gone. */
    VOID (*Indicate)(PKX_CONNECTION Connection);
    /* In the DPC, behind all requests; the connection may go in it. NULL: nothing more to do. */
    VOID (*Closed)(PKX_CONNECTION Connection);
};

VOID KxInitializeConnection(PKX_CONNECTION Connection, VOID (*Indicate)(PKX_CONNECTION));
/* The IRP's last stack location is the transport's now; STATUS_PENDING. */
NTSTATUS KxAnswerLater(PKX_CONNECTION Connection, PIRP Irp, NTSTATUS Status, ULONG_PTR Information);
NTSTATUS KxReceive(PKX_CONNECTION Connection, PIRP Irp);
/* What the IRPs that wait for data get of it. */
VOID KxDeliver(PKX_CONNECTION Connection);
/* Bytes of the MDL from Offset on go to the peer, which sends them back. */
VOID KxSendToPeer(PKX_CONNECTION Connection, PMDL Mdl, ULONG Offset, ULONG Length);
VOID KxConsume(PKX_CONNECTION Connection, ULONG Count);
/* Nobody is connected any more: requests that wait get the status. */
VOID KxBreak(PKX_CONNECTION Connection, NTSTATUS Status);
/* Until no request is under way, below DISPATCH_LEVEL. */
VOID KxDrain(PKX_CONNECTION Connection);
/* The bytes of a request's buffer. */
PUCHAR KxBytesOf(PMDL Mdl, ULONG Offset, ULONG Length);

/* ---- IRPs ---- */

VOID KxTakeIrp(PIRP Irp, PKX_CONNECTION Connection);
/* IoCompleteRequest as a part of what the transport does. */
VOID KxComplete(PIRP Irp);
NTSTATUS KxCompleteNow(PIRP Irp, NTSTATUS Status, ULONG_PTR Information);

/* ---- Files ---- */

typedef struct _KX_FILE_OBJECT {
    FILE_OBJECT File;
    /* KX_FILE and its like. */
    ULONG Kind;
    LONG References;
    /* The routine that ends what keeps it: a handle, or a pointer. */
    PCSTR Family;
    /* A request was made of it, and so is done. */
    BOOLEAN Asked;
    /* Of a transport: what the last handle's close does. */
    VOID (*Cleanup)(struct _KX_FILE_OBJECT *File);
} KX_FILE_OBJECT, *PKX_FILE_OBJECT;

/* NULL: it is no file that the driver has opened. */
PKX_FILE_OBJECT KxFileAt(PVOID Object);
VOID KxNewFileHandle(PKX_FILE_OBJECT File, POBJECT_ATTRIBUTES Attributes, PHANDLE Handle);
/* NULL: the extended attributes name no object of a transport. */
PKX_FILE_OBJECT KxNewEndpoint(PVOID ExtendedAttributes);
/* Routine opens a file, or something else that is nothing but open until it is closed: Kind, KX_FILE and its like. */
NTSTATUS KxOpen(
    PCSTR Routine, ULONG Kind, PHANDLE Handle, POBJECT_ATTRIBUTES Attributes, PIO_STATUS_BLOCK IoStatus,
    PVOID ExtendedAttributes);
