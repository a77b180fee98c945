// SPDX-License-Identifier: Apache-2.0
//
// The one place where Boost.JSON's own code is compiled; see "header-only" in its documentation.
#include <boost/json/src.hpp>
