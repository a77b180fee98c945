/* SPDX-License-Identifier: Apache-2.0 */
/* Verifies one signature: cc hello.c $(pkg-config --cflags --libs libwalletauth) -o hello &&
 * ./hello */
#include <walletauth/walletauth.h>

#include <stdio.h>
#include <string.h>

int main(void) {
    wa_host *host = NULL;
    char *message = NULL;
    if (wa_open_installed(&host, &message) != WA_OK) {
        fprintf(stderr, "no plugins: %s\n", message != NULL ? message : "no memory");
        wa_free(message);
        return 2;
    }
    /* By web3.js 1.x: eth.accounts.sign("Some data", key), as its documentation prints it. */
    const char *request =
        "{\"chain\":\"eip155:1\",\"scheme\":\"eip191\",\"message\":{\"text\":\"Some data\"},"
        "\"account\":\"0x2c7536E3605D9C16a7a3D7b1898e529396a65c23\","
        "\"signature\":"
        "\"0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e0"
        "37b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c\"}";
    char *answer = NULL;
    const uint32_t status = wa_verify_json(host, request, strlen(request), NULL, 0, &answer, NULL);
    printf("%s: %s\n", wa_status_name(status), answer != NULL ? answer : "no memory");
    wa_free(answer);
    wa_close(host);
    return status == WA_OK ? 0 : 1;
}
