/* SPDX-License-Identifier: Apache-2.0 */
/* An allocator in front of the C library's, as jemalloc and others are, preloaded. Its blocks carry
 * a mark, so that a block that goes to another allocator ends the process. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

#define MARK 0x77616c6c65746175u
#define HEAD 64u

struct head {
    unsigned long mark;
    void *start;
    size_t size;
};

static void *place(size_t alignment, size_t size) {
    const size_t before = alignment > HEAD ? alignment : HEAD;
    char *start = size > (size_t)-1 / 2 ? NULL : __libc_memalign(before, before + size);
    if (start == NULL) return NULL;
    struct head *head = (struct head *)(void *)(start + before) - 1;
    *head = (struct head){MARK, start, size};
    return start + before;
}

void *malloc(size_t size) { return place(16, size); }
void free(void *block) {
    if (block == NULL) return;
    struct head *head = (struct head *)block - 1;
    if (head->mark != MARK) abort();
    head->mark = 0;
    __libc_free(head->start);
}
void *calloc(size_t count, size_t size) {
    if (size != 0 && count > (size_t)-1 / 2 / size) return NULL;
    void *block = place(16, count * size);
    if (block != NULL) memset(block, 0, count * size);
    return block;
}
void *realloc(void *block, size_t size) {
    void *larger = place(16, size);
    if (larger == NULL || block == NULL) return larger;
    const size_t old = ((struct head *)block - 1)->size;
    memcpy(larger, block, old < size ? old : size);
    free(block);
    return larger;
}
void *memalign(size_t alignment, size_t size) { return place(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { return place(alignment, size); }
int posix_memalign(void **out, size_t alignment, size_t size) {
    *out = place(alignment, size);
    return *out == NULL ? 12 : 0;
}
