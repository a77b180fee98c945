// SPDX-License-Identifier: Apache-2.0
// Account contracts to try verifiers with: small, and wrong on purpose where the comment says so. Never deploy them.
pragma solidity ^0.8.20;

bytes4 constant MAGIC = 0x1626ba7e; // isValidSignature(bytes32,bytes), ERC-1271
bytes4 constant NO = 0xffffffff;

library Recover {
    uint256 constant HALF_N = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    /// Of 65 bytes r, s, v with v 27 or 28 and a low s; else the zero address.
    function signer(bytes32 hash, bytes memory signature) internal pure returns (address) {
        if (signature.length != 65) return address(0);
        (bytes32 r, bytes32 s, uint8 v) = parts(signature, 0);
        if ((v != 27 && v != 28) || uint256(s) > HALF_N) return address(0);
        return ecrecover(hash, v, r, s);
    }
    function parts(bytes memory signature, uint256 at) internal pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly {
            let p := add(add(signature, 32), at)
            r := mload(p)
            s := mload(add(p, 32))
            v := byte(0, mload(add(p, 64)))
        }
    }
    function answer(bytes32 hash, bytes memory signature, address owner) internal pure returns (bytes4) {
        address found = signer(hash, signature);
        return found != address(0) && found == owner ? MAGIC : NO;
    }
}

/// One owner, who signs the hash itself. Nothing binds the hash to this account: the owner's other accounts of this
/// kind take the same signature.
contract NaiveAccount {
    address public owner;
    constructor(address o) { owner = o; }
    function setOwner(address o) external { require(msg.sender == owner, "owner"); owner = o; }
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return Recover.answer(hash, signature, owner);
    }
}

/// The layout and the rules of a Safe, much smaller: `threshold` of the owners sign a hash that names chain and account,
/// sorted by owner. v 31 and 32: by personal_sign. v 1: the owner has approved the hash on chain. v 0: the owner is a
/// contract, and s says where its signature is. The empty signature: the account itself has approved the message.
contract SafeLike {
    bytes32 constant DOMAIN = keccak256("EIP712Domain(uint256 chainId,address verifyingContract)");
    bytes32 constant MESSAGE = keccak256("SafeMessage(bytes message)");
    mapping(address => bool) public isOwner;
    mapping(bytes32 => bool) public signedMessages;
    mapping(address => mapping(bytes32 => bool)) public approvedHashes;
    uint256 public immutable threshold;

    constructor(address[] memory owners, uint256 t) {
        for (uint256 i; i < owners.length; ++i) isOwner[owners[i]] = true;
        threshold = t;
    }
    function messageHash(bytes32 hash) public view returns (bytes32) {
        bytes32 domain = keccak256(abi.encode(DOMAIN, block.chainid, address(this)));
        bytes32 message = keccak256(abi.encode(MESSAGE, keccak256(abi.encode(hash))));
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }
    /// In a Safe it takes a transaction of the account; one owner is enough here.
    function signMessage(bytes32 hash) external { require(isOwner[msg.sender], "GS031"); signedMessages[messageHash(hash)] = true; }
    function approveHash(bytes32 hash) external { require(isOwner[msg.sender], "GS030"); approvedHashes[msg.sender][hash] = true; }

    function isValidSignature(bytes32 hash, bytes memory signature) external view returns (bytes4) {
        bytes32 h = messageHash(hash);
        if (signature.length == 0) { require(signedMessages[h], "Hash not approved"); return MAGIC; }
        require(signature.length >= 65 * threshold, "GS020");
        address last;
        for (uint256 i; i < threshold; ++i) {
            address owner = one(h, signature, 65 * i);
            require(owner > last && isOwner[owner], "GS026");
            last = owner;
        }
        return MAGIC;
    }
    function one(bytes32 h, bytes memory signature, uint256 at) private view returns (address) {
        (bytes32 r, bytes32 s, uint8 v) = Recover.parts(signature, at);
        address named = address(uint160(uint256(r)));
        if (v == 0) {
            (bool ok, bytes memory out) = named.staticcall(abi.encodeCall(NaiveAccount.isValidSignature, (h, inner(signature, uint256(s)))));
            require(ok && out.length == 32 && bytes32(out) == bytes32(MAGIC), "GS024");
            return named;
        }
        if (v == 1) { require(approvedHashes[named][h], "GS025"); return named; }
        if (v > 30) return ecrecover(keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", h)), v - 4, r, s);
        return ecrecover(h, v, r, s);
    }
    function inner(bytes memory signature, uint256 at) private view returns (bytes memory out) {
        require(at >= 65 * threshold && at + 32 <= signature.length, "GS022");
        uint256 size;
        assembly { size := mload(add(add(signature, 32), at)) }
        require(size <= signature.length - at - 32, "GS023");
        out = new bytes(size);
        for (uint256 i; i < size; ++i) out[i] = signature[at + 32 + i];
    }
}

interface IValidator { function validate(address account, bytes32 hash, bytes calldata signature) external view returns (bytes4); }

/// The signature's first 20 bytes name a module, which judges the rest. What the module does wrong, lack of gas
/// included, is caught and called a no: in the manner of Nexus.
contract ModularAccount {
    error ValidatorNotInstalled(address validator);
    mapping(address => bool) public installed;
    constructor(address[] memory validators) { for (uint256 i; i < validators.length; ++i) installed[validators[i]] = true; }
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        address validator = address(bytes20(signature[0:20]));
        if (!installed[validator]) revert ValidatorNotInstalled(validator);
        try IValidator(validator).validate(address(this), hash, signature[20:]) returns (bytes4 answer) { return answer; }
        catch { return NO; }
    }
}
/// The key's owner signs a hash that names chain and account.
contract KeyValidator is IValidator {
    bytes32 constant DOMAIN = keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
    address public immutable key;
    constructor(address k) { key = k; }
    function boundHash(address account, bytes32 hash) public view returns (bytes32) {
        bytes32 domain = keccak256(abi.encode(DOMAIN, keccak256("Modular Account"), block.chainid, account));
        return keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(keccak256("SignedHash(bytes32 hash)"), hash))));
    }
    function validate(address account, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return Recover.answer(boundHash(account, hash), signature, key);
    }
}
/// A key until a time: the same signature is good at one block and not at a later one.
contract SessionValidator is IValidator {
    address public immutable key; uint256 public immutable until;
    constructor(address k, uint256 u) { key = k; until = u; }
    function validate(address, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        require(block.timestamp <= until, "session is over");
        return Recover.answer(hash, signature, key);
    }
}
contract BurningValidator is IValidator {
    function validate(address, bytes32, bytes calldata) external pure returns (bytes4) { assembly { for {} 1 {} {} } }
}

/// Answers every call with the same bytes, returned or reverted with.
contract FixedAnswer {
    bytes private answer; bool private immutable reverts;
    constructor(bytes memory a, bool r) { answer = a; reverts = r; }
    fallback() external {
        bytes memory a = answer; bool r = reverts;
        assembly { if r { revert(add(a, 32), mload(a)) } return(add(a, 32), mload(a)) }
    }
}
/// Uses up gas until `left` of 1,000 parts are left of what it got, then answers.
contract SpendsGas {
    uint256 immutable left; bytes4 immutable answer;
    constructor(uint256 l, bytes4 a) { left = l; answer = a; }
    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 stop = gasleft() * left / 1000;
        while (gasleft() > stop) {}
        return answer;
    }
}
contract BurnsGas { fallback() external { assembly { for {} 1 {} {} } } }
contract InvalidOpcode { fallback() external { assembly { invalid() } } }
/// Calls itself until the gas of the deepest call is gone, and calls that a no. Little is used: each call keeps a part.
contract CallsItself {
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        try this.isValidSignature(hash, signature) returns (bytes4 answer) { return answer; } catch { return NO; }
    }
}
/// Says yes, and writes state before: 0 a counter, 1 an event, 2 a new contract, 3 a counter in a call of its own whose
/// failure it catches. In a static call the first three fail.
contract Writes {
    event Asked(bytes32 hash);
    uint256 public count; uint256 immutable how;
    constructor(uint256 h) { how = h; }
    function increase() external { ++count; }
    function isValidSignature(bytes32 hash, bytes calldata) external returns (bytes4) {
        if (how == 0) ++count;
        else if (how == 1) emit Asked(hash);
        else if (how == 2) new BurnsGas();
        else try this.increase() {} catch {}
        return MAGIC;
    }
}
