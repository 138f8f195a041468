/* wane: does a learned feature wax or wane?  Everything the library offers. */
#ifndef WANE_WANE_H
#define WANE_WANE_H

#include "wane/version.h"
#include "wane/status.h"
#include "wane/effort.h"
#include "wane/interval.h"
#include "wane/function.h"
#include "wane/hermite.h"
#include "wane/manifold.h"
#include "wane/bifurcations.h"
#include "wane/certificate.h"
#include "wane/verify.h"
#include "wane/finite_eps.h"
#include "wane/floor.h"
#include "wane/orbit.h"
#include "wane/sgd.h"
#include "wane/answer.h"

#endif
