module github.com/walletauth/walletauth/bindings/go/kwilauth/differential

go 1.24

require (
	github.com/decred/dcrd/dcrec/secp256k1/v4 v4.4.0
	github.com/kwilteam/kwil-db v0.10.2
	github.com/kwilteam/kwil-db/core v0.4.1
	github.com/walletauth/walletauth/bindings/go v0.0.0
)

require (
	golang.org/x/crypto v0.35.0 // indirect
	golang.org/x/sys v0.30.0 // indirect
)

replace github.com/walletauth/walletauth/bindings/go => ../..
