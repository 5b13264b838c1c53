import Dispatch
import Foundation

/// Reads keys from a terminal; wakes up when the window changes its size and when its task is cancelled.
final class KeyReader {
    private let source: KeySource
    private let knocker: Int32
    private let resizing: any DispatchSourceSignal

    init(_ input: Int32) {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 { for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) } }
        let knocker = ends[1]
        source = KeySource(input: input, wake: ends[0])
        self.knocker = knocker
        resizing = DispatchSource.makeSignalSource(signal: SIGWINCH, queue: .global())
        resizing.setEventHandler { Self.knock(knocker, "r") }
        resizing.resume()
    }

    deinit {
        resizing.cancel()
        close(source.wake)
        close(knocker)
    }

    /// The next key; `end` where the terminal is gone, or the task was cancelled.
    func next() async -> KeyPress {
        let (source, knocker) = (source, knocker)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Waiting for a person must not hold a thread that others need.
                DispatchQueue.global().async { continuation.resume(returning: source.wait()) }
            }
        } onCancel: {
            Self.knock(knocker, "c")
        }
    }

    private static func knock(_ descriptor: Int32, _ letter: Unicode.Scalar) {
        var byte = UInt8(truncatingIfNeeded: letter.value)
        _ = write(descriptor, &byte, 1)
    }
}
