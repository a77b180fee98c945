R"asm(
; walletauth probe: init code for eth_call without `to`. Asks an account for its ERC-1271 answer, after deploying it if it has
; no code and a factory is given (ERC-6492). Never reverts; always returns 192 bytes.
; Opcodes of Constantinople and CHAINID (Istanbul); no PUSH0, no MCOPY.
;
; behind the code:  0x00 account   0x20 factory or 0   0x40 prepare: 0 or 1   0x60 F = size of factory calldata
;                   0x80 factory calldata   0x80+F calldata of isValidSignature(bytes32,bytes), to the end
; the factory is called once at most: where the account has no code, or, with prepare, after it said no
; answer at O = CODESIZE:  0x00 chain id   0x20 block number   0x40 size of the account's code before anything was called
;                   0x60 first 32 bytes of that code   0x80 outcome   0xa0 first 32 bytes of what the account answered
; outcome:  0 no code   1 magic value   2 another answer   3 reverted   4 the gas was used up: no answer
; memory below O is the copy of the arguments, at 0

        PUSH args                       ; copy arguments to memory 0
        CODESIZE
        SUB                             ; n
        PUSH args
        PUSH 0x00
        CODECOPY                        ;
        CHAINID
        CODESIZE
        MSTORE                          ; O+0x00 = chain id
        NUMBER
        PUSH 0x20
        CODESIZE
        ADD
        MSTORE                          ; O+0x20 = block number
        PUSH 0x00
        MLOAD                           ; acc
        DUP1
        EXTCODESIZE                     ; acc size
        DUP1
        PUSH 0x40
        CODESIZE
        ADD
        MSTORE                          ; O+0x40 = size
        PUSH 0x20
        PUSH 0x00
        PUSH 0x60
        CODESIZE
        ADD
        DUP5
        EXTCODECOPY                     ; O+0x60 = first 32 bytes of code; acc size
        PUSH ask
        JUMPI                           ; acc                    has code: the factory is not called

deploy: JUMPDEST                        ; acc
        PUSH 0x20
        MLOAD                           ; acc fac
        DUP1
        ISZERO
        PUSH done
        JUMPI                           ; acc fac                no factory: the outcome stays (0 if nothing was asked)
        PUSH 0x00
        PUSH 0x20
        MSTORE                          ; it is not called twice
        GAS                             ; acc fac before
        PUSH 0x00
        PUSH 0x00
        PUSH 0x60
        MLOAD
        PUSH 0x80
        PUSH 0x00                       ; acc fac before 0 0 F 0x60 0
        DUP7                            ; ... fac
        GAS
        CALL                            ; acc fac before ok      value 0, all gas but 1/64
        POP
        PUSH 0x03
        SHR                             ; acc fac before/8
        GAS
        LT                              ; acc fac left<before/8
        PUSH spent
        JUMPI                           ; acc fac
        POP
        DUP1
        EXTCODESIZE
        ISZERO
        PUSH done
        JUMPI                           ; acc                    still no code: outcome 0

ask:    JUMPDEST                        ; acc
        GAS                             ; acc before
        PUSH 0x20                       ; acc before 0x20
        PUSH 0xa0
        CODESIZE
        ADD                             ; acc before 0x20 O+0xa0
        PUSH 0x00
        DUP2
        MSTORE                          ; O+0xa0 = 0             an earlier answer leaves nothing
        PUSH 0x60
        MLOAD
        PUSH 0x80
        ADD                             ; ... p                  p = 0x80 + F
        DUP1
        PUSH args
        ADD
        CODESIZE
        SUB                             ; ... p size             size = CODESIZE - args - p
        SWAP1                           ; acc before 0x20 O+0xa0 size p
        DUP6
        GAS
        STATICCALL                      ; acc before ok
        GAS                             ; acc before ok left
        DUP3
        PUSH 0x03
        SHR                             ; acc before ok left before/8
        GT                              ; acc before ok spent    before/8 > left
        PUSH 0xa0
        CODESIZE
        ADD
        MLOAD                           ; acc before ok spent w
        PUSH 0x1626ba7e
        PUSH 0xe0
        SHL
        EQ                              ; acc before ok spent w==magic
        PUSH 0x1f
        RETURNDATASIZE
        GT
        AND                             ; ... and at least 32 bytes were returned
        DUP3
        AND                             ; ... and the call did not fail
        PUSH yes
        JUMPI                           ; acc before ok spent
        PUSH spent
        JUMPI                           ; acc before ok
        PUSH 0x03
        SUB                             ; acc before 3-ok        2: answered, 3: reverted
        PUSH 0x80
        CODESIZE
        ADD
        MSTORE                          ; acc before             O+0x80 = outcome
        POP
        PUSH 0x40
        MLOAD
        PUSH deploy
        JUMPI                           ; acc                    prepare: call the factory and ask again
done:   JUMPDEST
        PUSH 0xc0
        CODESIZE
        RETURN
yes:    JUMPDEST
        PUSH 0x01
        PUSH last
        JUMP
spent:  JUMPDEST
        PUSH 0x04
last:   JUMPDEST
        PUSH 0x80
        CODESIZE
        ADD
        MSTORE                          ; O+0x80 = outcome
        PUSH done
        JUMP
args:
)asm"
