// SPDX-License-Identifier: Apache-2.0
// Everything that a node must not do: one list, which tests go through (docs/resolver-faults.md).
#pragma once

#include "tests/support/mock_node.hpp"

#include <string>
#include <vector>

namespace toy {

struct NodeFault {
    std::string name;
    walletauth::tests::MockNode::Fault fault;
    bool takes_time = false; ///< the answer never comes, or slowly
};

/// `elsewhere`: a URL that redirections lead to.
[[nodiscard]] std::vector<NodeFault> every_fault(const std::string &elsewhere);

} // namespace toy
