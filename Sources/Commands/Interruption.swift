import Dispatch
import Foundation

/// Turns the first Ctrl-C into a cancelled task, so that work ends where it can; the second ends the process at once.
final class Interruption {
    private let source: any DispatchSourceSignal

    init(_ cancel: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            signal(SIGINT, SIG_DFL)
            cancel()
        }
        source.resume()
    }

    deinit { source.cancel() }
}
