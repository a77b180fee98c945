// SPDX-License-Identifier: Apache-2.0
// Accounts that may not be there yet, and who makes them: ERC-6492, EIP-1167, ERC-6551. Never deploy them.
pragma solidity ^0.8.20;
import {MAGIC, NO, Recover, NaiveAccount, SafeLike} from "./Accounts.sol";

/// By CREATE2: the address commits to the owners.
contract Factory {
    function deploy(address owner, bytes32 salt) external { new NaiveAccount{salt: salt}(owner); }
    function deploySafe(address[] calldata owners, uint256 threshold, bytes32 salt) external { new SafeLike{salt: salt}(owners, threshold); }
    function deployKeys(address key, bytes32 salt) external { new KeysAccount{salt: salt}(key); }
    function deployThenRevert(address owner, bytes32 salt) external { new NaiveAccount{salt: salt}(owner); revert("after all"); }
    function burn() external pure { assembly { for {} 1 {} {} } }
    function nothing() external pure {}
}
/// A first key, and others that it has added: anybody may hand in its word. In the manner of Base Accounts, whose new
/// keys are not on every chain yet: ERC-6492's prepare call hands it in before the account is asked.
contract KeysAccount {
    mapping(address => bool) public isKey; address public immutable first;
    constructor(address key) { first = key; isKey[key] = true; }
    function addKey(address key, bytes calldata signature) external {
        require(Recover.signer(keccak256(abi.encode(address(this), key)), signature) == first, "not the first key's word");
        isKey[key] = true;
    }
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        address found = Recover.signer(hash, signature);
        return found != address(0) && isKey[found] ? MAGIC : NO;
    }
}

/// What a minimal proxy (EIP-1167) points to: whoever comes first becomes the owner.
contract ClonedAccount {
    address public owner;
    function initialize(address o) external { require(owner == address(0), "initialized"); owner = o; }
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return owner == address(0) ? NO : Recover.answer(hash, signature, owner);
    }
}
contract CloneFactory {
    function code(address target) public pure returns (bytes memory) {
        return abi.encodePacked(hex"3d602d80600a3d3981f3363d3d373d3d3d363d73", target, hex"5af43d82803e903d91602b57fd5bf3");
    }
    function create(bytes memory init, bytes32 salt) internal returns (address a) {
        assembly { a := create2(0, add(init, 32), mload(init), salt) }
        require(a != address(0), "there already");
    }
    function clone(address target, bytes32 salt) external { create(code(target), salt); }
    /// The address commits to the owner.
    function cloneFor(address target, address owner, bytes32 salt) external {
        ClonedAccount(create(code(target), keccak256(abi.encode(owner, salt)))).initialize(owner);
    }
    /// It does not: whoever calls first may name any owner. Wrong on purpose.
    function cloneForAnybody(address target, address owner, bytes32 salt) external { ClonedAccount(create(code(target), salt)).initialize(owner); }
}

/// A thing for sale, as an ERC-721 token.
contract Collection {
    mapping(uint256 => address) public ownerOf; mapping(uint256 => uint256) public priceOf;
    function mint(uint256 id, address owner, uint256 price) external { require(ownerOf[id] == address(0)); ownerOf[id] = owner; priceOf[id] = price; }
    function transfer(uint256 id, address to) public { require(msg.sender == ownerOf[id], "owner"); ownerOf[id] = to; }
    function buy(uint256 id) external payable { require(msg.value >= priceOf[id], "price"); ownerOf[id] = msg.sender; }
}
/// Belongs to whoever owns a token: ERC-6551. The token is named behind the proxy's code.
contract TokenBoundAccount {
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (uint256 chain, address collection, uint256 id) = token();
        return chain == block.chainid ? Recover.answer(hash, signature, Collection(collection).ownerOf(id)) : NO;
    }
    function token() public view returns (uint256 chain, address collection, uint256 id) {
        bytes memory footer = new bytes(96);
        assembly { extcodecopy(address(), add(footer, 32), 77, 96) }
        return abi.decode(footer, (uint256, address, uint256));
    }
}
/// ERC-6551's registry: 45 bytes of EIP-1167, then salt, chain, collection and token.
contract Registry6551 {
    function createAccount(address target, bytes32 salt, uint256 chain, address collection, uint256 id) external returns (address a) {
        bytes memory init = abi.encodePacked(hex"3d60ad80600a3d3981f3363d3d373d3d3d363d73", target, hex"5af43d82803e903d91602b57fd5bf3", abi.encode(salt, chain, collection, id));
        assembly { a := create2(0, add(init, 32), mload(init), salt) }
        require(a != address(0), "there already");
    }
}
/// The attack: buys the thing, with capital that a simulation never spends, and has the account made.
contract Purchase {
    receive() external payable {}
    function buyAndCall(Collection collection, uint256 id, address thief, address factory, bytes calldata data) external {
        collection.buy{value: collection.priceOf(id)}(id);
        collection.transfer(id, thief);
        if (factory == address(0)) return;
        (bool ok,) = factory.call(data);
        require(ok, "factory");
    }
}
