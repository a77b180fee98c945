/* SPDX-License-Identifier: Apache-2.0 */
/* A host in C: host PLUGINS REQUEST opens a directory of plugins, or a manifest (*.toml), verifies
 * one request of the wire format and prints the answer; or why the plugins were refused. Exit
 * status 0: valid; 1: another answer; 2: refused. */
#include <walletauth/walletauth.h>

#include <stdio.h>
#include <string.h>

int main(int count, char **arguments) {
    if (count != 3) return 64;
    const char *path = arguments[1];
    const size_t size = strlen(path);
    const int is_manifest = size > 5 && strcmp(path + size - 5, ".toml") == 0;
    wa_host *host = NULL;
    char *message = NULL;
    const uint32_t opened = is_manifest ? wa_open_manifest(path, size, &host, &message)
                                        : wa_open_directory(path, size, &host, &message);
    if (opened != WA_OK) {
        fprintf(stderr, "%s\n", message == NULL ? wa_reason_name(opened) : message);
        wa_free(message);
        return 2;
    }
    char *answer = NULL;
    size_t answer_size = 0;
    const uint32_t status =
        wa_verify_json(host, arguments[2], strlen(arguments[2]), NULL, 0, &answer, &answer_size);
    printf("%s\n", answer == NULL ? wa_reason_name(status) : answer);
    wa_free(answer);
    wa_close(host);
    return status == WA_OK ? 0 : 1;
}
