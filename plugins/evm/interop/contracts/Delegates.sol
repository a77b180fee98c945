// SPDX-License-Identifier: Apache-2.0
// Code that externally owned accounts delegate to: EIP-7702. Never delegate to them.
pragma solidity ^0.8.20;
import {MAGIC, NO, Recover} from "./Accounts.sol";

/// The account's own key.
contract DelegateSelf {
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return Recover.answer(hash, signature, address(this));
    }
}
/// Another key, which the account's storage names: a passkey, say.
contract DelegateOtherKey {
    address public key;
    function setKey(address k) external { require(msg.sender == address(this), "self"); key = k; }
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return Recover.answer(hash, signature, key);
    }
}
contract DelegateNever { function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) { return NO; } }
/// For a wallet that receives and sends, and knows nothing of signatures.
contract DelegateWithout { function version() external pure returns (uint256) { return 1; } }
