/*
 * Ends the packing that the last pshpack header began. Guards nothing, for it is meant to be included again.
 */
#pragma pack(pop)
