export async function assertRoomToWrite(): Promise<void> {}
