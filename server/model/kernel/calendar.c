/*
 * The calendar: times of the system in years, days and seconds, 100 ns since 1601. The system's zone is that of Greenwich.
 */
#include "kernel.h"

/* Days since 1601-01-01, which was a Monday. */
static LONGLONG KxDays(LONG Year, LONG Month, LONG Day)
{
    /* The year begins in March, so that its last day may be the odd one. */
    LONG Years = Month > 2 ? Year : Year - 1;
    LONG Months = Month > 2 ? Month - 3 : Month + 9;
    LONGLONG Days = Years * 365LL + Years / 4 - Years / 100 + Years / 400 + (153 * Months + 2) / 5 + Day - 1;

    return Days - 584694;
}

BOOLEAN NTAPI RtlTimeFieldsToTime(PTIME_FIELDS TimeFields, PLARGE_INTEGER Time)
{
    LONGLONG Seconds;

    if (TimeFields->Year < 1601 || TimeFields->Month < 1 || TimeFields->Month > 12 || TimeFields->Day < 1
        || TimeFields->Hour < 0 || TimeFields->Hour > 23 || TimeFields->Minute < 0 || TimeFields->Minute > 59
        || TimeFields->Second < 0 || TimeFields->Second > 59 || TimeFields->Milliseconds < 0
        || TimeFields->Milliseconds > 999)
        return FALSE;
    Seconds = KxDays(TimeFields->Year, TimeFields->Month, TimeFields->Day) * 86400 + TimeFields->Hour * 3600
              + TimeFields->Minute * 60 + TimeFields->Second;
    Time->QuadPart = (Seconds * 1000 + TimeFields->Milliseconds) * 10000;
    return TRUE;
}

static LONGLONG KxYearStart(LONGLONG Year)
{
    return Year * 365 + Year / 4 - Year / 100 + Year / 400;
}

/* KxDays the other way round. */
static VOID KxDate(LONGLONG Days, PTIME_FIELDS Fields)
{
    LONGLONG Since = Days + 584694;
    LONGLONG Year = Since / 365;
    LONG DayOfYear, Month;

    while (KxYearStart(Year) > Since)
        Year--;
    DayOfYear = (LONG)(Since - KxYearStart(Year));
    Month = (5 * DayOfYear + 2) / 153;
    Fields->Day = (CSHORT)(DayOfYear - (153 * Month + 2) / 5 + 1);
    Fields->Month = (CSHORT)(Month < 10 ? Month + 3 : Month - 9);
    Fields->Year = (CSHORT)(Month < 10 ? Year : Year + 1);
    Fields->Weekday = (CSHORT)((Days + 1) % 7);
}

VOID NTAPI RtlTimeToTimeFields(PLARGE_INTEGER Time, PTIME_FIELDS TimeFields)
{
    LONGLONG Milliseconds = Time->QuadPart / 10000;
    LONG OfDay;

    if (Milliseconds < 0)
        KxUnknown("times before 1601");
    OfDay = (LONG)(Milliseconds % 86400000);
    KxDate(Milliseconds / 86400000, TimeFields);
    TimeFields->Hour = (CSHORT)(OfDay / 3600000);
    TimeFields->Minute = (CSHORT)(OfDay / 60000 % 60);
    TimeFields->Second = (CSHORT)(OfDay / 1000 % 60);
    TimeFields->Milliseconds = (CSHORT)(OfDay % 1000);
}

/* 1970-01-01, in seconds since 1601. */
static const LONGLONG Kx1970 = 11644473600LL;

VOID NTAPI RtlSecondsSince1970ToTime(ULONG ElapsedSeconds, PLARGE_INTEGER Time)
{
    Time->QuadPart = (Kx1970 + ElapsedSeconds) * 10000000;
}

/* [MS] FALSE: 32 bits cannot say it. */
BOOLEAN NTAPI RtlTimeToSecondsSince1970(PLARGE_INTEGER Time, PULONG ElapsedSeconds)
{
    LONGLONG Seconds = Time->QuadPart / 10000000 - Kx1970;

    if (Seconds < 0 || Seconds > MAXULONG)
        return FALSE;
    *ElapsedSeconds = (ULONG)Seconds;
    return TRUE;
}

VOID NTAPI ExLocalTimeToSystemTime(PLARGE_INTEGER LocalTime, PLARGE_INTEGER SystemTime)
{
    *SystemTime = *LocalTime;
}

VOID NTAPI ExSystemTimeToLocalTime(PLARGE_INTEGER SystemTime, PLARGE_INTEGER LocalTime)
{
    *LocalTime = *SystemTime;
}
