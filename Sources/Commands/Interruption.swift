import Dispatch
import Foundation

/// Turns the first Ctrl-C, or the first request to end, into a cancelled task, so that work ends where it can.
///
/// The second one ends the process at once.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    init(_ cancel: @escaping @Sendable () -> Void) {
        // Some programs start others with these signals blocked; a person's Ctrl-C must arrive all the same.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        for number in [SIGINT, SIGTERM] { sigaddset(&blocked, number) }
        pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                cancel()
            }
            source.resume()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}
