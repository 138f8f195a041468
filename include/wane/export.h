/* What the library exports. */
#ifndef WANE_EXPORT_H
#define WANE_EXPORT_H

#if defined(__GNUC__)
#define WANE_API __attribute__((visibility("default")))
#else
#define WANE_API
#endif

#endif
