module github.com/walletauth/walletauth/bindings/go/kwilauth/differential/nep413

go 1.24

require (
	github.com/ethereum/go-ethereum v1.14.3
	github.com/kwilteam/kwil-db v0.8.4
	github.com/near/borsh-go v0.3.1
	github.com/walletauth/walletauth/bindings/go v0.0.0
)

require (
	github.com/bits-and-blooms/bitset v1.10.0 // indirect
	github.com/btcsuite/btcd/btcec/v2 v2.3.2 // indirect
	github.com/consensys/bavard v0.1.13 // indirect
	github.com/consensys/gnark-crypto v0.12.1 // indirect
	github.com/crate-crypto/go-kzg-4844 v1.0.0 // indirect
	github.com/decred/dcrd/dcrec/secp256k1/v4 v4.0.1 // indirect
	github.com/ethereum/c-kzg-4844 v1.0.2 // indirect
	github.com/holiman/uint256 v1.2.4 // indirect
	github.com/kwilteam/kwil-db/core v0.2.1 // indirect
	github.com/mmcloughlin/addchain v0.4.0 // indirect
	github.com/supranational/blst v0.3.11 // indirect
	golang.org/x/crypto v0.23.0 // indirect
	golang.org/x/sync v0.7.0 // indirect
	golang.org/x/sys v0.20.0 // indirect
	rsc.io/tmplfunc v0.0.3 // indirect
)

replace github.com/walletauth/walletauth/bindings/go => ../../..
