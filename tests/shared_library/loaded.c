/* SPDX-License-Identifier: Apache-2.0 */
/* Uses libwalletauth.so as a language does: by dlopen, and by names. loaded LIBRARY PLUGINS CASE
 * Each case ends with 0 if all was as expected; else it says what was not. */
#define _GNU_SOURCE
#include <walletauth/walletauth.h>

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* By web3.js 1.x: eth.accounts.sign("Some data", key), as its documentation prints it. */
static const char good[] =
    "{\"chain\":\"eip155:1\",\"scheme\":\"eip191\",\"message\":{\"text\":\"Some data\"},"
    "\"account\":\"0x2c7536E3605D9C16a7a3D7b1898e529396a65c23\","
    "\"signature\":"
    "\"0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b"
    "800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c\"}";
static const char other[] =
    "{\"chain\":\"eip155:1\",\"scheme\":\"eip191\",\"message\":{\"text\":\"Some date\"},"
    "\"account\":\"0x2c7536E3605D9C16a7a3D7b1898e529396a65c23\","
    "\"signature\":"
    "\"0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b"
    "800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c\"}";

static struct {
    uint32_t (*open)(const char *, size_t, wa_host **, char **);
    uint32_t (*open_installed)(wa_host **, char **);
    uint32_t (*verify)(const wa_host *, const char *, size_t, const char *, size_t, char **,
                       size_t *);
    void (*close)(wa_host *);
    void (*free_text)(char *);
} api;

#define EXPECT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "loaded.c:%d: not so: %s\n", __LINE__, #condition);                    \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

static void *load(const char *path) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) fprintf(stderr, "%s\n", dlerror());
    EXPECT(library != NULL);
    *(void **)&api.open = dlsym(library, "wa_open_directory");
    *(void **)&api.open_installed = dlsym(library, "wa_open_installed");
    *(void **)&api.verify = dlsym(library, "wa_verify_json");
    *(void **)&api.close = dlsym(library, "wa_close");
    *(void **)&api.free_text = dlsym(library, "wa_free");
    EXPECT(api.open && api.open_installed && api.verify && api.close && api.free_text);
    return library;
}

static wa_host *open_plugins(const char *path) {
    wa_host *host = NULL;
    char *message = NULL;
    const uint32_t status = api.open(path, strlen(path), &host, &message);
    if (status != WA_OK) fprintf(stderr, "%s\n", message != NULL ? message : "no message");
    EXPECT(status == WA_OK && host != NULL && message == NULL);
    return host;
}

static void verify_both(const wa_host *host) {
    char *answer = NULL;
    size_t size = 0;
    EXPECT(api.verify(host, good, sizeof good - 1, NULL, 0, &answer, &size) == WA_OK);
    EXPECT(answer != NULL && size == strlen(answer));
    api.free_text(answer);
    EXPECT(WA_STATUS_CLASS(api.verify(host, other, sizeof other - 1, NULL, 0, &answer, NULL)) ==
           WA_CLASS_REJECTED);
    api.free_text(answer);
}

/* Many hosts at once share nothing that one of them ends. */
static void hosts(const char *plugins) {
    enum { count = 10 };
    wa_host *all[count];
    for (int i = 0; i < count; ++i)
        all[i] = open_plugins(plugins);
    for (int i = 0; i < count; i += 2)
        api.close(all[i]);
    for (int i = 1; i < count; i += 2) {
        verify_both(all[i]);
        api.close(all[i]);
    }
    api.close(NULL);
}

/* A child verifies with what its parent opened, and with a host of its own. */
static void across_fork(const char *plugins) {
    wa_host *host = open_plugins(plugins);
    verify_both(host);
    const pid_t child = fork();
    EXPECT(child >= 0);
    if (child == 0) {
        verify_both(host);
        wa_host *own = open_plugins(plugins);
        verify_both(own);
        api.close(own);
        api.close(host);
        _exit(0);
    }
    verify_both(host);
    int status = -1;
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    api.close(host);
}

static void *verify_often(void *host) {
    for (int i = 0; i < 200; ++i)
        verify_both(host);
    return NULL;
}

static void threads(const char *plugins) {
    wa_host *host = open_plugins(plugins);
    pthread_t all[8];
    for (int i = 0; i < 8; ++i)
        EXPECT(pthread_create(&all[i], NULL, verify_often, host) == 0);
    for (int i = 0; i < 8; ++i)
        EXPECT(pthread_join(all[i], NULL) == 0);
    api.close(host);
}

/* The library may be unloaded and loaded again, while the plugins' code stays. */
static void again(const char *library, const char *plugins, void *loaded) {
    for (int i = 0; i < 5; ++i) {
        wa_host *host = open_plugins(plugins);
        verify_both(host);
        api.close(host);
        EXPECT(dlclose(loaded) == 0);
        loaded = load(library);
    }
}

/* Plugins beside the library: found where it lies, never where a relative name points. */
static void installed(const char *plugins) {
    wa_host *host = NULL;
    char *message = NULL;
    const uint32_t status = api.open_installed(&host, &message);
    if (strcmp(plugins, "none") == 0) {
        EXPECT(status == WA_ERROR_ARGUMENT && host == NULL && message != NULL);
        puts(message);
        api.free_text(message);
        return;
    }
    EXPECT(status == WA_OK);
    verify_both(host);
    api.close(host);
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    void *library = load(arguments[1]);
    const char *plugins = arguments[2], *name = arguments[3];
    if (strcmp(name, "hosts") == 0)
        hosts(plugins);
    else if (strcmp(name, "fork") == 0)
        across_fork(plugins);
    else if (strcmp(name, "threads") == 0)
        threads(plugins);
    else if (strcmp(name, "again") == 0)
        again(arguments[1], plugins, library);
    else if (strcmp(name, "installed") == 0)
        installed(plugins);
    else
        return 64;
    return 0;
}
