// Devices: the driver's own, and how long they are there; those of others; and what files and volumes say of themselves.
import { describe, expect, test } from 'vitest'
import { driverWith, holdsWith, loaded, run } from '../support/simulated.ts'

const get = `static PFILE_OBJECT File; static PDEVICE_OBJECT Device;
static UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Mup");
static NTSTATUS Get(VOID) { return IoGetDeviceObjectPointer(&Name, FILE_READ_DATA, &File, &Device); }
`

/** What is said of a driver that does this when it is loaded, and is unloaded. */
function done(body: string): string[] {
  const source = driverWith({ declarations: get, beforeRegister: `{ ${body} }` })
  const { violations, unknown } = run(loaded(source), ['connect', 'disconnect', 'unload'])
  return [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown === undefined ? [] : [unknown])]
}

describe('a device of the driver', () => {
  const own = `static PDEVICE_OBJECT Own;
static NTSTATUS Make(PDRIVER_OBJECT Driver) { return IoCreateDevice(Driver, 16, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Own); }
`
  const work = `${own}static PIO_WORKITEM Item;
static VOID NTAPI Work(PDEVICE_OBJECT Device, PVOID Context)
{
    Device->Flags |= (Device->Type == IO_TYPE_DEVICE);
    IoFreeWorkItem(Item);
}
`
  /** What is said of a driver that makes a device, and does this when it is unloaded. */
  const unloading = (body: string, declarations = own) => {
    const source = driverWith({
      declarations,
      beforeRegister: 'status = Make(DriverObject); if (!NT_SUCCESS(status)) return status;',
      unload: `PDEVICE_OBJECT device = &MyDevice->DeviceObject; ${body}\n    return;`,
    })
    const { violations, unknown } = run(loaded(source), ['unload'])
    return [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown === undefined ? [] : [unknown])]
  }

  test.each([
    'ObReferenceObject(Own); IoDeleteDevice(Own); Own->Flags = 0; ObDereferenceObject(Own); RxUnregisterMinirdr(MyDevice);',
    'ObReferenceObject(device); RxUnregisterMinirdr(MyDevice); device->Flags = 0; ObDereferenceObject(device); IoDeleteDevice(Own);',
    'ObReferenceObject(Own); ObDereferenceObject(Own); IoDeleteDevice(Own); RxUnregisterMinirdr(MyDevice);',
    'ObReferenceObject(DriverObject); ObDereferenceObject(DriverObject); IoDeleteDevice(Own); RxUnregisterMinirdr(MyDevice);',
  ])('is there until the last reference: %s', body => expect(unloading(body)).toEqual([]))

  test('is kept by a work item', () => {
    const queued = (before: string, after: string) =>
      unloading(
        `if ((Item = IoAllocateWorkItem(Own)) != NULL) { ${before} IoQueueWorkItem(Item, Work, DelayedWorkQueue, NULL); ${after} }
        RxUnregisterMinirdr(MyDevice);`,
        work,
      )
    expect(queued('', 'IoDeleteDevice(Own);')).toEqual([])
    expect(queued('ObReferenceObject(Own); IoDeleteDevice(Own);', 'ObDereferenceObject(Own);')).toEqual([])
    expect(queued('IoDeleteDevice(Own);', '')[0]).toMatch(/^MRX202 .*which was freed/)
  })

  const gone = 'IoDeleteDevice(Own); RxUnregisterMinirdr(MyDevice);'
  test.each([
    [`ObReferenceObject(Own); ${gone}`, 'MRX207 A device is referenced here, and not dereferenced as often'],
    [
      `ObReferenceObject(DriverObject); ${gone}`,
      'MRX207 The driver object is referenced here, and not dereferenced as often',
    ],
    [
      `ObDereferenceObject(device); ${gone}`,
      'MRX218 calls ObDereferenceObject with a device that it has no reference to',
    ],
    [`ObDereferenceObject(DriverObject); ${gone}`, 'MRX218 calls ObDereferenceObject with a driver object that'],
    ['RxUnregisterMinirdr(MyDevice);', 'MRX207 A device that is made here is never deleted'],
    [`ObReferenceObject(Own); IoDeleteDevice(Own); ${gone}`, 'MRX203 deletes a device that is deleted'],
    [`IoDeleteDevice(Own); ${gone}`, 'MRX203'],
    [`${gone} ObReferenceObject(Own);`, 'MRX202'],
    [`${gone} ObReferenceObject(device);`, 'MRX202'],
    ['ObReferenceObject(Own); IoDeleteDevice(Own); ObDereferenceObject(Own); Own->Flags = 0;', 'MRX202'],
    ['IoDeleteDevice(device);', 'MRX218 frees a block that belongs to RDBSS'],
  ])('%s', (body, what) => expect(unloading(body)[0]).toContain(what))
})

test('a symbolic link is deleted, by any name of its directory', () => {
  const link = (deleted: string) => {
    const unload =
      deleted === '' ? '' : `{ UNICODE_STRING to = RTL_CONSTANT_STRING(L"${deleted}"); IoDeleteSymbolicLink(&to); }`
    const source = driverWith({
      beforeRegister: `{ UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\\\DosDevices\\\\MyLink"); if (!NT_SUCCESS(IoCreateSymbolicLink(&link, &name))) return STATUS_UNSUCCESSFUL; }`,
      unload,
    })
    return run(loaded(source), ['connect', 'disconnect', 'unload']).violations.map(
      ({ code, message }) => `${code} ${message}`,
    )
  }
  expect(link('\\\\DosDevices\\\\MyLink')).toEqual([])
  expect(link('\\\\??\\\\MYLINK')).toEqual([])
  for (const other of ['', '\\\\DosDevices\\\\Other'])
    expect(link(other)).toEqual(['MRX207 A symbolic link that is created here is never deleted'])
})

describe('the device of a name', () => {
  test('is that of a file, which is given back', () => {
    expect(
      holdsWith(
        get,
        '',
        'Get() == STATUS_SUCCESS && IoGetRelatedDeviceObject(File) == Device && Device->StackSize == 1',
        '(ObDereferenceObject(File), TRUE)',
      ),
    ).toEqual([])
    expect(
      done('if (NT_SUCCESS(Get())) { ObReferenceObject(File); ObDereferenceObject(File); ObDereferenceObject(File); }'),
    ).toEqual([])
  })

  test.each([
    ['Get();', 'MRX207 The file of a device is referenced here, and not dereferenced as often'],
    ['Get(); ObDereferenceObject(File); ObDereferenceObject(File);', 'MRX202'],
    [
      'Get(); { PIRP irp = IoAllocateIrp(1, FALSE); if (irp != NULL) IoCallDriver(Device, irp); }',
      'not supported: requests to devices other than transports',
    ],
    ['KIRQL irql = KfRaiseIrql(APC_LEVEL); Get(); KeLowerIrql(irql);', 'MRX044'],
  ])('%s', (body, what) => expect(done(body)[0]).toContain(what))
})

test('what files and volumes say of themselves has room, and no sector of 0 bytes', () => {
  const opened = `OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios; HANDLE file;
    FILE_STANDARD_INFORMATION standard; FILE_FS_SIZE_INFORMATION size; FILE_FS_FULL_SIZE_INFORMATION full; FILE_FS_DEVICE_INFORMATION device;
    InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL); ZwOpenFile(&file, 0, &oa, &ios, 0, 0);`
  const volume = (to: string, name: string, more = '') =>
    `ZwQueryVolumeInformationFile(file, &ios, &${to}, sizeof(${to})${more}, ${name})`
  expect(
    holdsWith(
      '',
      opened,
      'ZwQueryInformationFile(file, &ios, &standard, sizeof(standard) - 4, FileStandardInformation) == STATUS_INFO_LENGTH_MISMATCH',
      'ZwQueryInformationFile(file, &ios, &standard, sizeof(standard), FileStandardInformation) == STATUS_SUCCESS',
      'standard.EndOfFile.QuadPart == 0 && !standard.Directory && ios.Information == sizeof(standard)',
      `${volume('size', 'FileFsSizeInformation', ' - 8')} == STATUS_INFO_LENGTH_MISMATCH`,
      `${volume('size', 'FileFsSizeInformation')} == STATUS_SUCCESS && size.BytesPerSector == 512 && size.SectorsPerAllocationUnit != 0`,
      `${volume('full', 'FileFsFullSizeInformation')} == STATUS_SUCCESS && full.BytesPerSector == 512`,
      `${volume('device', 'FileFsDeviceInformation')} == STATUS_SUCCESS && device.DeviceType == FILE_DEVICE_DISK`,
      'ZwClose(file) == STATUS_SUCCESS',
    ),
  ).toEqual([])
})
