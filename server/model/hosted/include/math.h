/* Mathematics. */
#ifndef _HOSTED_MATH
#define _HOSTED_MATH

#define HUGE_VAL  (1e308 * 10)
#define HUGE_VALF ((float)(1e308 * 10))
#define HUGE_VALL ((long double)(1e308 * 10))
#define INFINITY  ((float)(1e308 * 10))
#define NAN       ((float)(0.0 * (1e308 * 10)))
#define M_PI      3.14159265358979323846
#define M_E       2.7182818284590452354
#define isnan(x)    ((x) != (x))
#define isinf(x)    (!isnan(x) && isnan((x) - (x)))
#define isfinite(x) (!isnan((x) - (x)))
#define signbit(x)  (__hosted_signbit(x))

int __hosted_signbit(double x);
double sqrt(double x);
double cbrt(double x);
double pow(double x, double y);
double exp(double x);
double log(double x);
double log2(double x);
double log10(double x);
double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan(double x);
double atan2(double y, double x);
double sinh(double x);
double cosh(double x);
double tanh(double x);
double hypot(double x, double y);
double floor(double x);
double ceil(double x);
double trunc(double x);
double round(double x);
double rint(double x);
double fabs(double x);
double fmod(double x, double y);
double fmin(double x, double y);
double fmax(double x, double y);
double copysign(double x, double y);
double ldexp(double x, int exponent);
double frexp(double x, int *exponent);
double modf(double x, double *whole);
float sqrtf(float x);
float fabsf(float x);
float floorf(float x);
float ceilf(float x);
float powf(float x, float y);
float sinf(float x);
float cosf(float x);

#endif
