import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file without a name, for what goes into a tool and what comes out of it.
///
/// A pipe would have to be emptied while the tool runs, and a name would have to be removed afterwards.
final class ScratchFile {
    /// The open file, positioned at its beginning.
    let descriptor: Int32

    init(_ content: String = "") throws(LabError) {
        var template = Array((NSTemporaryDirectory() + "/dryad-lab-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw LabError(
                .folder,
                "No temporary file can be made in \(NSTemporaryDirectory()): \(String(cString: strerror(errno)))."
            )
        }
        unlink(&template)
        var bytes = Array(content.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                throw LabError(.folder, "A temporary file cannot be written: \(String(cString: strerror(errno))).")
            }
            bytes = bytes.dropFirst(count)
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit { close(descriptor) }

    /// Everything that is in it.
    ///
    /// Bytes that are not UTF-8 are replaced.
    func text() throws(LabError) -> String {
        lseek(descriptor, 0, SEEK_SET)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        do {
            // Nothing is what a file gives that has nothing in it; a failure is thrown.
            return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
        } catch {
            throw LabError(.folder, "What a program printed cannot be read back: \(error).")
        }
    }
}
