import Foundation
import Testing

@testable import LDAPClient

@Suite("A thread that may be left behind")
struct DisposableThreadTests {
    @Test("gives what came; gives nothing for what does not come in time, and does not wait for it")
    func deadline() async {
        #expect(await DisposableThread.run(for: .seconds(3600)) { 7 } == 7)
        let gate = DispatchSemaphore(value: 0)
        let late = await DisposableThread.run(for: .milliseconds(1)) { () -> Int in
            gate.wait()
            return 7
        }
        #expect(late == nil)
        gate.signal()
    }

    @Test("a task that is cancelled waits no longer")
    func cancelled() async {
        let gate = DispatchSemaphore(value: 0)
        let task = Task {
            await DisposableThread.run(for: .seconds(3600)) { () -> Int in
                gate.wait()
                return 7
            }
        }
        task.cancel()
        #expect(await task.value == nil)
        gate.signal()
    }
}
