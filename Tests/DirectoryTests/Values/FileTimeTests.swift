import Directory
import Testing

@Suite("File times")
struct FileTimeTests {
    @Test(
        "known moments",
        arguments: [
            (129_699_324_000_000_000, 1_325_458_800), (116_444_736_000_000_000, 0), (0, -11_644_473_600),
            (116_444_736_009_999_999, 0), (116_444_735_999_999_999, -1), (-1, -11_644_473_601),
        ] as [(Int64, Int64)]
    )
    func known(_ ticks: Int64, _ seconds: Int64) {
        #expect(FileTime(ticks: ticks).unixSeconds == seconds)
    }

    @Test(
        "seconds lead to ticks and back",
        arguments: [0, 1, -1, 1_700_000_000, -11_644_473_600, -20_000_000_000] as [Int64]
    )
    func roundTrip(_ seconds: Int64) {
        #expect(FileTime(unixSeconds: seconds).unixSeconds == seconds)
    }

    @Test("what cannot be counted is held at the edges")
    func edges() {
        #expect(FileTime(unixSeconds: .max).ticks == .max)
        #expect(FileTime(unixSeconds: .min).ticks == .min)
        #expect(FileTime(ticks: .min).unixSeconds < 0)
        #expect(FileTime(ticks: .max) > FileTime(ticks: 0))
    }
}
