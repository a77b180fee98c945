// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"crypto/ed25519"

	"github.com/kwilteam/kwil-db/core/crypto"
)

func ed25519Key(seed []byte) crypto.PrivateKey {
	key, err := crypto.UnmarshalEd25519PrivateKey(ed25519.NewKeyFromSeed(seed))
	if err != nil {
		panic(err)
	}
	return key
}
