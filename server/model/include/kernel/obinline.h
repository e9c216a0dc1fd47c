/*
 * Object references, current process and thread, security shorthands.
 */
#ifndef _KERNEL_OBINLINE_
#define _KERNEL_OBINLINE_

#define ObReferenceObject(Object)               ObfReferenceObject(Object)
#define ObDereferenceObject(Object)             ObfDereferenceObject(Object)
#define ObReferenceObjectWithTag(Object, Tag)   ObfReferenceObjectWithTag((Object), (Tag))
#define ObDereferenceObjectWithTag(Object, Tag) ObfDereferenceObjectWithTag((Object), (Tag))

#define NtCurrentProcess() ((HANDLE)(LONG_PTR)-1)
#define ZwCurrentProcess() NtCurrentProcess()
#define NtCurrentThread()  ((HANDLE)(LONG_PTR)-2)
#define ZwCurrentThread()  NtCurrentThread()
#define PsGetCurrentProcess IoGetCurrentProcess

#define SeQuerySubjectContextToken(SubjectContext) \
    (ARGUMENT_PRESENT(((PSECURITY_SUBJECT_CONTEXT)(SubjectContext))->ClientToken) \
         ? ((PSECURITY_SUBJECT_CONTEXT)(SubjectContext))->ClientToken \
         : ((PSECURITY_SUBJECT_CONTEXT)(SubjectContext))->PrimaryToken)
#define SeLengthSid(Sid_) (8 + (4 * ((SID *)(Sid_))->SubAuthorityCount))
#define SeDeleteClientSecurity(Context_) \
    { \
        if (SeTokenType((Context_)->ClientToken) == TokenPrimary) { \
            PsDereferencePrimaryToken((Context_)->ClientToken); \
        } else { \
            PsDereferenceImpersonationToken((Context_)->ClientToken); \
        } \
    }
#define SeStopImpersonatingClient() PsRevertToSelf()

#endif
